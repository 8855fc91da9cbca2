import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { dark, density, light, motion, shadows, sizes } from './tokens.ts'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** The custom properties of each rule with this selector, in order of appearance. */
function rules(selector: string): Record<string, string>[] {
  const found = css.matchAll(new RegExp(`(?:^|\\n)\\s*${selector.replace(/[[\]()]/g, '\\$&')} \\{([^}]*)\\}`, 'g'))
  return [...found].map(([, body = '']) => {
    const lines = body.replace(/\s+/g, ' ').matchAll(/--([\w-]+): ?([^;]+);/g)
    return Object.fromEntries([...lines].map(([, name, value]) => [name, value?.trim()]))
  })
}

const inPixels = (values: Record<string, number>, unit = 'px') =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value}${unit}`]))

describe('tokens', () => {
  test('the style sheet holds the same light values as tokens.ts', () => {
    const { font, mono, easing, ...root } = rules(':root')[0] ?? {}
    assert.deepEqual(root, {
      ...light,
      ...shadows.light,
      ...inPixels(sizes),
      ...inPixels(density.comfortable),
      ...inPixels(motion, 'ms'),
    })
    assert.ok(font && mono && easing)
  })

  test('the dark values are the same whether chosen or the system wish', () => {
    const expected = { ...dark, ...shadows.dark }
    assert.deepEqual(rules('[data-theme="dark"]')[0], expected)
    assert.deepEqual(rules(':root:not([data-theme="light"])')[0], expected)
  })

  for (const [mode, colors] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    test(`every text is readable on every ground in ${mode}`, () => {
      const pairs: [string, string, number][] = [
        ...['text', 'text-soft', 'text-faint', 'action-text', 'risk-text', 'person-text', 'good-text'].flatMap(
          (ink): [string, string, number][] =>
            ['page', 'surface', 'surface-raised'].map((ground) => [ink, ground, 4.5]),
        ),
        ...['action', 'person', 'risk', 'good'].map((name): [string, string, number] => [
          `${name}-text`,
          `${name}-soft`,
          4.5,
        ]),
        ['on-action', 'action', 4.5],
        ['on-action', 'action-hover', 4.5],
        ['on-person', 'person', 4.5],
        ['on-risk', 'risk', 4.5],
        ['focus', 'surface', 3],
        ['line-strong', 'surface', 3],
        ...['delighted', 'pleased', 'neutral', 'uneasy', 'upset', 'angry'].map((name): [string, string, number] => [
          `emotion-${name}`,
          'surface',
          3,
        ]),
      ]
      const weak = pairs
        .map(([ink, ground, least]) => ({ ink, ground, least, is: contrast(colors, ink, ground) }))
        .filter(({ least, is }) => is < least)
      assert.deepEqual(weak, [])
    })
  }
})

function contrast(colors: Record<string, string>, ink: string, ground: string): number {
  const [a, b] = [luminance(colors[ink] ?? ''), luminance(colors[ground] ?? '')]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
