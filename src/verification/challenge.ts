/** One attempt to prove who somebody is, and how often it went wrong before. Times are milliseconds. */
export type Challenge = {
  state: 'open' | 'passed' | 'failed' | 'expired' | 'replaced'
  tries: number
  sentAt: number
  expiresAt: number
}
export type Watch = { failures: number; lastFailedAt: number; lockedUntil: number | null }
export type Limits = { failures: number; lockMs: number; resendMs: number; codeMs: number }

export const UNWATCHED: Watch = { failures: 0, lastFailedAt: 0, lockedUntil: null }
/** Failures that nothing followed for so long are forgotten. */
const FORGIVEN_MS = 24 * 3600_000

export const isLocked = ({ lockedUntil }: Watch, now: number): boolean => lockedUntil !== null && lockedUntil > now

export type Verdict = 'passed' | 'wrong' | 'expired' | 'locked' | 'used'

/**
 * An answer to a challenge. It counts once, in time, and only while nobody is locked; the failure that fills the measure
 * locks. Pure.
 */
export function answerChallenge(
  challenge: Challenge,
  watch: Watch,
  limits: Limits,
  answer: { right: boolean; now: number },
): { challenge: Challenge; watch: Watch; verdict: Verdict } {
  const { right, now } = answer
  const same = { challenge, watch }
  if (challenge.state !== 'open') return { ...same, verdict: 'used' }
  if (isLocked(watch, now)) return { ...same, verdict: 'locked' }
  if (now >= challenge.expiresAt) return { watch, challenge: { ...challenge, state: 'expired' }, verdict: 'expired' }
  const tries = challenge.tries + 1
  if (right) return { watch: UNWATCHED, challenge: { ...challenge, tries, state: 'passed' }, verdict: 'passed' }
  const failed = fail(watch, limits, now)
  const locked = isLocked(failed, now)
  const over = locked || tries >= limits.failures
  return {
    watch: failed,
    challenge: { ...challenge, tries, state: over ? 'failed' : 'open' },
    verdict: locked ? 'locked' : over ? 'expired' : 'wrong',
  }
}

/** One more failure; a lock that has ended begins anew. */
export function fail(watch: Watch, limits: Limits, now: number): Watch {
  const over = watch.lockedUntil !== null && watch.lockedUntil <= now
  const before = over || now - watch.lastFailedAt > FORGIVEN_MS ? 0 : watch.failures
  const failures = before + 1
  return { failures, lastFailedAt: now, lockedUntil: failures >= limits.failures ? now + limits.lockMs : null }
}

/** Milliseconds until another code may be sent; 0 means now. */
export const untilResend = ({ sentAt }: Pick<Challenge, 'sentAt'>, { resendMs }: Limits, now: number): number =>
  Math.max(0, sentAt + resendMs - now)
