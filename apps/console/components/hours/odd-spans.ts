import type { HoursSpan } from '../../../../src/team/contract.ts'

/** Whether hours of one day end before they begin, or overlap. */
export const oddSpans = (spans: readonly HoursSpan[]): boolean =>
  spans.some(({ from, to }, n) => from >= to || (n > 0 && spans[n - 1]!.to > from))

/** After what is there already, so that adding never makes hours that overlap; null when the day is full. */
export function nextSpan(spans: readonly HoursSpan[]): HoursSpan | null {
  const from = spans.at(-1)?.to ?? '09:00'
  return from >= '24:00' ? null : { from, to: from < '18:00' ? '18:00' : '24:00' }
}
