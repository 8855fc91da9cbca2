import { LAWFUL_HOURS, MOST_ATTEMPTS } from '#outbound/contract.ts'
import { freeAt, isLawfulAt } from '#outbound/pacing.ts'

/** How things stand with a number that somebody wants to call by hand. Times are milliseconds since 1970. */
export type Standing = {
  now: number
  timeZone: string
  tried: readonly number[]
  engaged: boolean
  stopped: boolean
  /** The customer wants to be called now. */
  asked: boolean
}

export type Refusal =
  | { code: 'do_not_call' | 'number_engaged' }
  | { code: 'called_too_often'; minutes: number }
  | { code: 'outside_call_hours'; from: string; to: string }

/**
 * Why a number may not be called by hand now; null when it may. Nobody's word lifts the list and the caps, which agents
 * and campaigns share; the hours are for those who did not ask.
 */
export function mayCall({ now, timeZone, tried, engaged, stopped, asked }: Standing): Refusal | null {
  if (stopped) return { code: 'do_not_call' }
  if (engaged) return { code: 'number_engaged' }
  const at = freeAt({ caps: { perDay: MOST_ATTEMPTS.day, perWeek: 7 * MOST_ATTEMPTS.day } }, tried, now)
  if (at > now) return { code: 'called_too_often', minutes: Math.ceil((at - now) / 60_000) }
  return asked || isLawfulAt(timeZone, now) ? null : { code: 'outside_call_hours', ...LAWFUL_HOURS }
}
