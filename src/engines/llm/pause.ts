/** Keeps away from an endpoint that fails again and again, or that asked for time. */
export type Pause = {
  /** May a request be sent now? After a pause one trial may; it must end in `succeed` or `fail`. */
  admit(): boolean
  /** As `admit`, without taking the trial. */
  open(): boolean
  succeed(): void
  /** `quietMs`: the endpoint asked not to be called for so long. */
  fail(quietMs?: number | null): void
  triesAgainAt(): number | null
}

export function openPause(options: { failures?: number; pauseMs?: number; now?: () => number } = {}): Pause {
  const { failures = 4, pauseMs = 15_000, now = Date.now } = options
  let failed = 0
  let until = 0
  let trialSince = 0
  const resting = () => now() < until
  /** A trial whose end never came must not block for good. */
  const onTrial = () => trialSince > 0 && now() - trialSince < pauseMs
  return {
    admit() {
      if (resting()) return false
      if (failed < failures) return true
      if (onTrial()) return false
      trialSince = now()
      return true
    },
    open: () => !resting() && (failed < failures || !onTrial()),
    succeed() {
      failed = 0
      until = 0
      trialSince = 0
    },
    fail(quietMs = null) {
      failed++
      trialSince = 0
      if (quietMs !== null) until = Math.max(until, now() + Math.min(quietMs, 10 * 60_000))
      if (failed >= failures) until = Math.max(until, now() + pauseMs)
    },
    triesAgainAt: () => (resting() ? until : null),
  }
}
