import { type AudioFrame, FRAME_SAMPLES, SAMPLE_RATE } from '#engines/audio.ts'
import type { Key } from '#voice/contract.ts'

/** The two tones of each key (ITU-T Q.23). */
const LOW = [697, 770, 852, 941]
const HIGH = [1209, 1336, 1477]
const PLACES = '123456789*0#'
const TONE_FRAMES = 5
const PAUSE_FRAMES = 4
const SIZE = 9000

/** Keys as sound, for transports that carry nothing else: 100 ms of tones and 80 ms of silence each. */
export function keyTones(keys: readonly Key[]): AudioFrame[] {
  return keys.flatMap((key) => {
    const place = PLACES.indexOf(key)
    const [low, high] = [LOW[Math.floor(place / 3)]!, HIGH[place % 3]!]
    const tone = Array.from({ length: TONE_FRAMES }, (_, frame) =>
      Int16Array.from({ length: FRAME_SAMPLES }, (_, n) => {
        const at = (2 * Math.PI * (frame * FRAME_SAMPLES + n)) / SAMPLE_RATE
        return Math.round(SIZE * (Math.sin(low * at) + Math.sin(high * at)))
      }),
    )
    return [...tone, ...Array.from({ length: PAUSE_FRAMES }, () => new Int16Array(FRAME_SAMPLES))]
  })
}
