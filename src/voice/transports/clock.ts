import { FRAME_MS } from '#engines/audio.ts'

/** Time as transports use it; tests bring their own. `after` gives what calls it off. */
export type Clock = { now(): number; after(ms: number, run: () => void): () => void }

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

const MOST_MISSED = 5

/** One beat each 20 ms for all sounds of a transport. A beat that comes late is made up for, so that no sound drifts. */
export function openMediaClock() {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | null = null
  let due = 0

  function beat(): void {
    const now = performance.now()
    let missed = Math.floor((now - due) / FRAME_MS) + 1
    if (missed > MOST_MISSED) {
      due = now
      missed = 1
    }
    for (let n = 0; n < missed; n++) for (const listener of listeners) listener()
    due += missed * FRAME_MS
    timer = listeners.size ? setTimeout(beat, Math.max(1, due - performance.now())) : null
  }

  return {
    /** Gives what ends it. */
    each(listener: () => void): () => void {
      listeners.add(listener)
      if (!timer) {
        due = performance.now() + FRAME_MS
        timer = setTimeout(beat, FRAME_MS)
      }
      return () => void listeners.delete(listener)
    },
    close(): void {
      listeners.clear()
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
export type MediaClock = ReturnType<typeof openMediaClock>
