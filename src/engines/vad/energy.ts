import { FRAME_MS } from '#engines/audio.ts'
import type { VadEngine } from '#engines/vad/contract.ts'

/** Speech is so many decibels louder than the line, and louder than this in any case. */
const ABOVE_NOISE_DB = 9
const QUIETEST_SPEECH_DB = -50
const ONSET_FRAMES = 5
const HANGOVER_FRAMES = 200 / FRAME_MS
/** The noise of the line is followed down at once and up slowly, in decibels a frame. */
const RISE_DB = 0.06

/** Tells speech by loudness against the noise of the line: takes a door for a voice, and needs nothing installed. */
export function openEnergyVad(): VadEngine {
  return {
    id: 'energy',
    open() {
      let noise = QUIETEST_SPEECH_DB
      let loud = 0
      let hangover = 0
      const reset = () => {
        noise = QUIETEST_SPEECH_DB
        loud = 0
        hangover = 0
      }
      return {
        write(frame) {
          const level = decibels(frame)
          noise = level < noise ? level : noise + RISE_DB
          loud = level > Math.max(noise + ABOVE_NOISE_DB, QUIETEST_SPEECH_DB) ? loud + 1 : 0
          if (loud >= ONSET_FRAMES) hangover = HANGOVER_FRAMES
          else if (loud === 0) hangover = Math.max(0, hangover - 1)
          return hangover > 0
        },
        reset,
        close: reset,
      }
    },
    async close() {},
  }
}

function decibels(frame: Int16Array): number {
  let sum = 1
  for (const sample of frame) sum += sample * sample
  return 10 * Math.log10(sum / frame.length / 32768 ** 2)
}
