/** A longer break between two decisions is a break from work, in milliseconds. */
const BREAK = 60_000
const LEAST = 3

/** Decisions an hour while at work; null until there are enough to tell. `times` in order, milliseconds. */
export function paceOf(times: readonly number[]): number | null {
  if (times.length < LEAST) return null
  let worked = 0
  for (let at = 1; at < times.length; at++) worked += Math.min(BREAK, (times[at] ?? 0) - (times[at - 1] ?? 0))
  return worked > 0 ? Math.round(((times.length - 1) / worked) * 3_600_000) : null
}
