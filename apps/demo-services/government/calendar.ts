const dayMs = 86_400_000

/** The day in China, so many days from `now`. */
export const dayFrom = (now: Date, days = 0): string =>
  new Date(now.getTime() + 8 * 3_600_000 + days * dayMs).toISOString().slice(0, 10)

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** 0 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay()

/** The day after so many working days, counting Monday to Friday. */
export function workingDay(now: Date, count: number): string {
  let days = 0
  for (let left = count; left > 0; ) {
    days++
    if (![0, 6].includes(weekdayOf(dayFrom(now, days)))) left--
  }
  return dayFrom(now, days)
}
