import { dayMs } from '../context.ts'

const chinaOffsetMs = 8 * 3_600_000
const anchorMs = 17 * 3_600_000

/**
 * The moment some days before now. Whole days are counted from five in the afternoon in China, so that
 * parcels are handed over by day whenever the shop is seeded; within the last day the clock is exact.
 */
export function dateBack(now: Date, days: number): string {
  const intoDay = (now.getTime() + chinaOffsetMs - anchorMs) % dayMs
  const from = days < 1 ? now.getTime() : now.getTime() - intoDay
  return new Date(from - days * dayMs).toISOString()
}
