type Point = { x: number; y: number }
const RADIUS = 10

/** An SVG path downwards through the points: straight down, across in the middle between two, and down again. */
export function roundedPath(points: Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let from = first
  const parts = [`M ${first.x} ${first.y}`]
  for (const to of rest) {
    const middle = (from.y + to.y) / 2
    const r = Math.min(RADIUS, Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2)
    const side = Math.sign(to.x - from.x) * r
    if (r > 0) {
      parts.push(`L ${from.x} ${middle - r} Q ${from.x} ${middle} ${from.x + side} ${middle}`)
      parts.push(`L ${to.x - side} ${middle} Q ${to.x} ${middle} ${to.x} ${middle + r}`)
    }
    parts.push(`L ${to.x} ${to.y}`)
    from = to
  }
  return parts.join(' ')
}
