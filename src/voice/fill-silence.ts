import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import type { Clock } from '#voice/clock.ts'

const SILENCE: AudioFrame = new Int16Array(FRAME_SAMPLES)
/** So many frames may wait; what comes in a burst larger than that is heard faster rather than later. */
const MOST_WAITING = 10
/** A gap of this many frames is jitter; a longer one is a party that sends nothing. */
const PATIENCE = 3

/**
 * A frame on every beat, whatever comes how: bursts are spread, and where nothing comes there is silence, without which
 * nobody would notice that somebody has stopped speaking.
 */
export function fillSilence(clock: Clock, deliver: (frame: AudioFrame) => void) {
  const waiting: AudioFrame[] = []
  let missing = 0
  let filled = 0
  const stop = clock.onBeat(() => {
    const frame = waiting.shift()
    if (frame) {
      missing = 0
      deliver(frame)
      if (waiting.length > MOST_WAITING) deliver(waiting.shift()!)
      return
    }
    missing += 1
    if (missing < PATIENCE) return
    filled += 1
    deliver(SILENCE)
  })
  return {
    write: (frame: AudioFrame): void => {
      if (waiting.length < MOST_WAITING * 10) waiting.push(frame)
    },
    filled: () => filled,
    close: stop,
  }
}
