import type { Point } from './use-thresholds.ts'

/** Precision and coverage at a threshold, between the two points around it. Null without points. */
export function pointAt(points: Point[], threshold: number): Point | null {
  const after = points.findIndex((point) => point.threshold >= threshold)
  const right = after === -1 ? points.at(-1) : points[after]
  const left = after <= 0 ? right : points[after - 1]
  if (!left || !right) return null
  const span = right.threshold - left.threshold
  const share = span > 0 ? (threshold - left.threshold) / span : 0
  const between = (from: number, to: number) => from + (to - from) * share
  return {
    threshold,
    precision: between(left.precision, right.precision),
    coverage: between(left.coverage, right.coverage),
  }
}
