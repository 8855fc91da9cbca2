type BreakerState = 'closed' | 'open' | 'half-open'

export type Breaker = {
  /** May an attempt be made now? After the pause exactly one trial may; it must end in `succeed` or `fail`. */
  admit(): boolean
  succeed(): void
  fail(): void
  state(): BreakerState
  failuresInARow(): number
  /** When the next trial is possible, in milliseconds since 1970; null while closed. */
  opensAgainAt(): number | null
}

export type BreakerOptions = { failures?: number; pauseMs?: number; now?: () => number }

/** Stops asking a system that fails again and again, and tries it with one request after a pause. */
export function createBreaker({ failures = 5, pauseMs = 10_000, now = Date.now }: BreakerOptions = {}): Breaker {
  let failed = 0
  let openedAt: number | null = null
  let trial = false
  const paused = () => openedAt !== null && now() < openedAt + pauseMs
  return {
    admit() {
      if (openedAt === null) return true
      if (paused() || trial) return false
      trial = true
      return true
    },
    succeed() {
      failed = 0
      openedAt = null
      trial = false
    },
    fail() {
      failed += 1
      // A straggler that was sent before it opened must not prolong the pause.
      if (trial || (openedAt === null && failed >= failures)) openedAt = now()
      trial = false
    },
    state: () => (openedAt === null ? 'closed' : paused() ? 'open' : 'half-open'),
    failuresInARow: () => failed,
    opensAgainAt: () => (openedAt === null ? null : openedAt + pauseMs),
  }
}
