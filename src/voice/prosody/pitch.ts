import { type AudioFrame, SAMPLE_RATE } from '#engines/audio.ts'

const LOWEST = 65
const HIGHEST = 420
/** A dip below this is a period; above it the sound has no pitch. */
const PERIODIC = 0.18
const RATE = SAMPLE_RATE / 2
const LONGEST_LAG = Math.ceil(RATE / LOWEST)
const SHORTEST_LAG = Math.floor(RATE / HIGHEST)
const WINDOW = 280

/** Pitch of speech, frame by frame, in Hz; null where there is none. YIN on the newest 50 ms at half the rate. */
export function openPitch(): (frame: AudioFrame) => number | null {
  const sound = new Float32Array(WINDOW + LONGEST_LAG + 1)
  const differences = new Float32Array(LONGEST_LAG + 1)
  return (frame) => {
    const half = frame.length >> 1
    sound.copyWithin(0, half)
    for (let i = 0; i < half; i++) sound[sound.length - half + i] = (frame[2 * i]! + frame[2 * i + 1]!) / 65_536
    return pitchOf(sound, differences)
  }
}

function pitchOf(sound: Float32Array, differences: Float32Array): number | null {
  let total = 0
  for (let lag = 1; lag <= LONGEST_LAG; lag++) {
    let difference = 0
    for (let i = 0; i < WINDOW; i++) difference += (sound[i]! - sound[i + lag]!) ** 2
    total += difference
    differences[lag] = total > 0 ? (difference * lag) / total : 1
  }
  for (let lag = SHORTEST_LAG; lag < LONGEST_LAG; lag++) {
    if (differences[lag]! >= PERIODIC) continue
    while (lag < LONGEST_LAG && differences[lag + 1]! < differences[lag]!) lag++
    return lag < LONGEST_LAG ? RATE / refined(differences, lag) : null
  }
  return null
}

/** The bottom of the parabola through the dip and its neighbours. */
function refined(values: Float32Array, at: number): number {
  const [before, here, behind] = [values[at - 1]!, values[at]!, values[at + 1]!]
  const bend = before - 2 * here + behind
  return bend > 0 ? at + (before - behind) / (2 * bend) : at
}
