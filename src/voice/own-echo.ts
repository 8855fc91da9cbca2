import { type AudioFrame, FRAME_MS, FRAME_SAMPLES } from '#engines/audio.ts'

/** Sound is compared at 4 kHz, where voices have most of their strength. */
const STEP = 4
const SAMPLES = FRAME_SAMPLES / STEP
const PER_MS = SAMPLES / FRAME_MS
/** So much of what comes in is compared at once, and our sound may take so long to come back. */
const WINDOW = 12 * SAMPLES
const LONGEST = 600 * PER_MS
const ROOM = WINDOW + LONGEST + 400 * PER_MS
/** Quieter sound is no voice. */
const FAINT = 60
/** So alike (0…1) is only our own sound; where it came back before, less is enough. Other voices stay below a half. */
const SURE = 0.75
const AGAIN = 0.5
/** Looking for the delay takes milliseconds: while both are heard it is tried after so many frames, then once every hundred. */
const TRIES = new Set([3, 6, 10, 15, 25, 50])
const LATER = 100
/** From one sentence to the next a known delay moves by a frame at most. */
const AROUND = FRAME_MS * PER_MS + 16

const SILENCE: AudioFrame = new Int16Array(FRAME_SAMPLES)

/**
 * Our voice comes back from many lines, by their hybrid or by the loudspeaker of the other end, and would interrupt us.
 * What comes in and is nothing but our own sound some time later is silence to our ears; who speaks over it is heard.
 * `sent` is told of every frame for the line, `without` gives what to listen to instead of a frame that came; time is
 * counted by the latter, one every 20 ms.
 */
export function openOwnEcho() {
  const ours = new Float32Array(ROOM)
  const theirs = new Float32Array(WINDOW)
  /** Samples that came in, and up to where our sound reaches on the same scale. */
  let now = 0
  let due = Number.NEGATIVE_INFINITY
  let delay: number | null = null
  let together = 0
  const place = (at: number) => ((at % ROOM) + ROOM) % ROOM

  const likeness = (end: number, lag: number): number => {
    let [both, own, other] = [0, 0, 0]
    let from = place(end - lag - WINDOW)
    for (let n = 0; n < WINDOW; n++) {
      const sample = ours[from]!
      both += sample * theirs[n]!
      own += sample * sample
      other += theirs[n]! * theirs[n]!
      if (++from === ROOM) from = 0
    }
    return own && other ? both / Math.sqrt(own * other) : 0
  }
  const best = (end: number, from: number, to: number): { lag: number; alike: number } => {
    let found = { lag: from, alike: 0 }
    for (let lag = from; lag <= to; lag++) {
      const alike = Math.abs(likeness(end, lag))
      if (alike > found.alike) found = { lag, alike }
    }
    return found
  }
  const isEcho = (end: number): boolean => {
    if (delay !== null) {
      const { lag, alike } = best(end, Math.max(0, delay - AROUND), Math.min(LONGEST, delay + AROUND))
      if (alike >= AGAIN) {
        delay = lag
        return true
      }
    }
    if (!TRIES.has(together) && together % LATER !== 0) return false
    const { lag, alike } = best(end, 0, LONGEST)
    if (alike >= SURE) delay = lag
    return alike >= SURE
  }
  return {
    sent(frame: AudioFrame): void {
      if (due < now) {
        // Nothing of ours was on the line meanwhile.
        for (let at = Math.max(due, now - ROOM); at < now; at++) ours[place(at)] = 0
        due = now
      }
      thin(frame, (n, value) => {
        ours[place(due + n)] = value
      })
      due += SAMPLES
    },
    without(frame: AudioFrame): AudioFrame {
      now += SAMPLES
      theirs.copyWithin(0, SAMPLES)
      let loud = 0
      thin(frame, (n, value) => {
        theirs[WINDOW - SAMPLES + n] = value
        loud = Math.max(loud, Math.abs(value))
      })
      if (loud < FAINT || now - due > LONGEST + WINDOW) {
        together = 0
        return frame
      }
      together += 1
      return isEcho(now) ? SILENCE : frame
    },
  }
}

export type OwnEcho = ReturnType<typeof openOwnEcho>

/** Four samples make one. */
function thin(frame: AudioFrame, each: (n: number, value: number) => void): void {
  for (let n = 0; n < SAMPLES; n++) {
    let sum = 0
    for (let k = 0; k < STEP; k++) sum += frame[n * STEP + k]!
    each(n, sum / STEP)
  }
}
