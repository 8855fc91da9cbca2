const START_HOUR = 9

/** Nine o'clock of the reader's clock, so many days from now. */
export function nextMorning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, START_HOUR)
}
