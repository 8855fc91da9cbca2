import { FRAME_MS } from '#engines/audio.ts'
import type { Clock } from '#voice/clock.ts'
import type { Queueing } from '#voice/waiting.ts'

/** A house in which nobody waits for a person. */
export const nobodyWaits = (): Queueing => ({
  place: async () => null,
  canCallBack: () => false,
  callBack: () => Promise.reject(new Error('nobody is called back')),
})

/** A clock that a test moves; what waits for promises gets its turn between two beats. */
export function manualClock(): Clock & { pass(ms: number): Promise<void> } {
  const beats = new Set<() => void>()
  let now = 0
  return {
    now: () => now,
    onBeat: (beat) => {
      beats.add(beat)
      return () => void beats.delete(beat)
    },
    close: () => beats.clear(),
    async pass(ms) {
      for (const end = now + ms; now < end; ) {
        now += FRAME_MS
        for (const beat of beats) beat()
        await new Promise((turn) => setImmediate(turn))
      }
    },
  }
}
