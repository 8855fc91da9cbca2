import { FRAME_MS } from '#engines/audio.ts'

/** Time of a call in milliseconds that never goes back, and a beat every frame. */
export type Clock = { now(): number; onBeat(beat: () => void): () => void; close(): void }

/** A pause longer than this (a laptop asleep) is not made up for. */
const MOST_LATE_MS = 1000
/** So many beats are made up for at once; then lines and signals have their turn, however late it is. */
const MOST_AT_ONCE = 3

/** One timer for all calls of this process. A late beat is followed by those that were missed, so that none is lost. */
export function openClock(onLate: (ms: number) => void = () => {}): Clock {
  const beats = new Set<() => void>()
  let due = performance.now() + FRAME_MS
  let timer: NodeJS.Timeout | null = null
  const run = () => {
    const late = performance.now() - due
    onLate(Math.max(0, late))
    if (late > MOST_LATE_MS) due = performance.now()
    for (let n = 0; n < MOST_AT_ONCE && due <= performance.now(); n++) {
      for (const beat of beats) beat()
      due += FRAME_MS
    }
    timer = beats.size ? setTimeout(run, Math.max(0, due - performance.now())) : null
  }
  return {
    now: () => performance.now(),
    onBeat(beat) {
      beats.add(beat)
      if (timer === null) {
        due = performance.now() + FRAME_MS
        timer = setTimeout(run, FRAME_MS)
      }
      return () => void beats.delete(beat)
    },
    close() {
      beats.clear()
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
