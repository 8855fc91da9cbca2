/** Days in Asia/Shanghai, which has no summer time: a day is a count of days since 1970-01-01 there. */
const DAY_MS = 86_400_000
const OFFSET_MS = 8 * 3_600_000

export const today = (now: Date): number => Math.floor((now.getTime() + OFFSET_MS) / DAY_MS)

export const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** The day of a calendar date, or null when there is no such date. */
export function dayOf(year: number, month: number, date: number): number | null {
  const day = Math.floor(Date.UTC(year, month - 1, date) / DAY_MS)
  const back = new Date(day * DAY_MS)
  const real = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === date
  return real && year >= 1900 && year < 2200 ? day : null
}

/** Monday 0 … Sunday 6. */
export const weekdayOf = (day: number): number => (day + 3) % 7

export const mondayOf = (day: number): number => day - weekdayOf(day)

export function partsOf(day: number): { year: number; month: number; date: number } {
  const at = new Date(day * DAY_MS)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() }
}

/** First and last day of the month `offset` months from the day's own. */
export function monthOf(day: number, offset: number): { first: number; last: number } {
  const { year, month } = partsOf(day)
  const first = Math.floor(Date.UTC(year, month - 1 + offset, 1) / DAY_MS)
  const last = Math.floor(Date.UTC(year, month + offset, 1) / DAY_MS) - 1
  return { first, last }
}
