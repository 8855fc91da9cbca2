import { FRAME_MS } from '#engines/audio.ts'

/** Quality of a stream that keeps its order by itself: how unevenly its frames come, and what the sender's count lacks. */
export function openArrivals(now: () => number) {
  let [received, lost, jitter] = [0, 0, 0]
  let last: number | null = null
  return {
    /** `ms` is how much sound came at once. */
    heard(ms = FRAME_MS): void {
      const time = now()
      received++
      // A pause is no jitter.
      if (last !== null && time - last < 500) jitter += (Math.abs(time - last - ms) - jitter) / 16
      last = time
    },
    lost(count: number): void {
      lost += count
    },
    quality: () => ({ received, lost, jitterMs: Math.round(jitter * 10) / 10 }),
  }
}
