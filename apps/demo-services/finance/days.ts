const DAY = 86_400_000
const CHINA = 8 * 3_600_000

/** The date in China `days` after a moment, YYYY-MM-DD. */
export const dayFrom = (moment: Date, days = 0): string =>
  new Date(moment.getTime() + CHINA + days * DAY).toISOString().slice(0, 10)

/** The same day of a later month; the 31st becomes the last day of a short one. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

export const cents = (value: number): number => Math.round(value * 100) / 100
