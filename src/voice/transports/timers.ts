/** Time of a protocol with its time limits; tests bring their own. `after` gives what calls it off. */
export type Timers = { now(): number; after(ms: number, run: () => void): () => void }

export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
