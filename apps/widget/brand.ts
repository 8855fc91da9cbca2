/** Shades of the site's own colour that stay readable on our grounds. */
export type Shades = Record<'action' | 'action-hover' | 'action-soft' | 'action-text' | 'on-action' | 'focus', string>
type Rgb = [number, number, number]

const GROUND: Record<'light' | 'dark', Rgb> = { light: [246, 244, 239], dark: [41, 38, 32] }
const BLACK: Rgb = [16, 20, 20]
const WHITE: Rgb = [255, 255, 255]

/** Null when `color` is not `#rrggbb`. */
export function brandShades(color: string, mode: 'light' | 'dark'): Shades | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  if (!match) return null
  const brand = match.slice(1).map((pair) => Number.parseInt(pair, 16)) as Rgb
  const ground = GROUND[mode]
  const towards = mode === 'light' ? BLACK : WHITE
  const text = readable(brand, ground, towards)
  // A pale brand on paper or a dark one at night would not look like a button.
  const action = contrast(brand, ground) < 1.25 ? text : brand
  const ink = contrast(action, WHITE) >= contrast(action, BLACK) ? WHITE : BLACK
  const clear = readable(action, ink, ink === WHITE ? BLACK : WHITE)
  return {
    action: hex(clear),
    'action-hover': hex(mix(clear, ink === WHITE ? BLACK : WHITE, 0.15)),
    'action-soft': hex(mix(ground, brand, mode === 'light' ? 0.12 : 0.2)),
    'action-text': hex(readable(text, mix(ground, brand, mode === 'light' ? 0.12 : 0.2), towards)),
    'on-action': hex(ink),
    focus: hex(text),
  }
}

/** Moves the colour in small steps until text of 4.5:1 is reached. */
function readable(color: Rgb, ground: Rgb, towards: Rgb): Rgb {
  let made = color
  for (let share = 0; share <= 1 && contrast(made, ground) < 4.6; share += 0.05) made = mix(color, towards, share)
  return made
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  a.map((value, n) => Math.round(value + ((b[n] ?? 0) - value) * share)) as Rgb

const hex = (color: Rgb): string => `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`

function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
