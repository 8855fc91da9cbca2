type BreakerState = 'closed' | 'open' | 'half-open'

export type Breaker = {
  /** May an attempt be made now? After a pause exactly one trial may; it must end in `succeed` or `fail`. */
  admit(): boolean
  /** As `admit`, without taking the trial. */
  admits(): boolean
  succeed(): void
  /** `quietMs`: the system asked not to be called for so long. */
  fail(quietMs?: number | null): void
  state(): BreakerState
  failuresInARow(): number
  /** When the next trial is possible, in milliseconds since 1970; null while closed. */
  opensAgainAt(): number | null
}

export type BreakerOptions = { failures?: number; pauseMs?: number; now?: () => number }

/** Whatever a system asks for, it is tried again after so long. */
const LONGEST_QUIET_MS = 10 * 60_000

/** Stops asking a system that fails again and again or asked for quiet, and tries it with one request after the pause. */
export function createBreaker({ failures = 5, pauseMs = 10_000, now = Date.now }: BreakerOptions = {}): Breaker {
  let failed = 0
  /** Null while closed. */
  let until: number | null = null
  let trialSince: number | null = null
  let quietUntil = 0
  const paused = () => now() < Math.max(until ?? 0, quietUntil)
  /** A trial whose end never came must not block for good. */
  const onTrial = () => trialSince !== null && now() < trialSince + pauseMs
  const admits = () => !paused() && (until === null || !onTrial())
  return {
    admits,
    admit() {
      if (!admits()) return false
      if (until !== null) trialSince = now()
      return true
    },
    succeed() {
      failed = 0
      until = null
      trialSince = null
      quietUntil = 0
    },
    fail(quietMs = null) {
      failed += 1
      // A straggler that was sent before it opened must not prolong the pause.
      if (trialSince !== null || (until === null && failed >= failures)) until = now() + pauseMs
      if (quietMs !== null) quietUntil = Math.max(quietUntil, now() + Math.min(quietMs, LONGEST_QUIET_MS))
      trialSince = null
    },
    state: () => (paused() ? 'open' : until === null ? 'closed' : 'half-open'),
    failuresInARow: () => failed,
    opensAgainAt: () => (paused() || until !== null ? Math.max(until ?? 0, quietUntil) : null),
  }
}
