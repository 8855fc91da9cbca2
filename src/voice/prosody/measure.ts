import type { Measures } from '#voice/prosody/contract.ts'
import { countNuclei, percentile } from '#voice/prosody/syllables.ts'

/** What is kept of one frame of 20 ms; no sound is kept. */
export type Point = { pitch: number | null; loudness: [number, number]; speaking: boolean; overlap: boolean }

const FRAME = 20
const PAUSE = 200
const FEWEST_PITCHES = 8

/** Null when nobody spoke. */
export function measuresOf(points: readonly Point[]): Measures | null {
  const from = points.findIndex(({ speaking }) => speaking)
  if (from < 0) return null
  const inside = points.slice(from, points.findLastIndex(({ speaking }) => speaking) + 1)
  const speech = inside.filter(({ speaking }) => speaking)
  const speechMs = speech.length * FRAME
  const pitches = steady(speech.map(({ pitch }) => pitch))
  const loud = speech.flatMap(({ loudness }) => loudness)
  const loudest = percentile(loud, 0.95)
  // Consonants and gaps between words say nothing of how loud somebody is.
  const voice = loud.filter((one) => one > loudest - 20)
  const noise = percentile(
    points.filter(({ speaking }) => !speaking).flatMap(({ loudness }) => loudness),
    0.5,
  )
  const nuclei = countNuclei(
    inside.flatMap(({ loudness }) => loudness),
    inside.flatMap(({ pitch }) => [pitch !== null, pitch !== null]),
  )
  const pauses = pausesOf(inside)
  const enough = pitches.length >= FEWEST_PITCHES
  const middle = percentile(pitches, 0.5)
  const loudness = mean(voice)
  return {
    speechMs,
    pitchHz: enough ? middle : null,
    pitchRange: enough ? semitones(percentile(pitches, 0.1), percentile(pitches, 0.9)) : null,
    loudness,
    aboveNoise: points.length > inside.length ? loudness - noise : loudness - percentile(loud, 0.02),
    rate: nuclei / (speechMs / 1000),
    pauses: pauses.length,
    pauseShare: pauses.reduce((sum, one) => sum + one, 0) / (inside.length * FRAME),
    overlapMs: speech.filter(({ overlap }) => overlap).length * FRAME,
    voicedShare: pitches.length / speech.length,
  }
}

export const semitones = (from: number, to: number): number => 12 * Math.log2(to / from)

/** A pitch an octave away from its neighbours is a slip of the measure, not of the voice. */
function steady(found: readonly (number | null)[]): number[] {
  const all = found.filter((one) => one !== null)
  const middle = percentile(all, 0.5)
  return all.filter((one) => Math.abs(semitones(middle, one)) < 11)
}

function pausesOf(points: readonly Point[]): number[] {
  const found: number[] = []
  let silent = 0
  for (const { speaking } of points) {
    if (!speaking) silent += FRAME
    else {
      if (silent >= PAUSE) found.push(silent)
      silent = 0
    }
  }
  return found
}

const mean = (values: readonly number[]): number =>
  values.length ? values.reduce((sum, one) => sum + one, 0) / values.length : -100
