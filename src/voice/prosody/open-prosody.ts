import type { AudioFrame } from '#engines/audio.ts'
import type { Change, Measures, ProsodyMeasure } from '#voice/prosody/contract.ts'
import { measuresOf, type Point, semitones } from '#voice/prosody/measure.ts'
import { openPitch } from '#voice/prosody/pitch.ts'

export type Prosody = {
  /** The customer's side only. `speaking`: whether he speaks now; `ours`: whether we play something at the same time. */
  write(frame: AudioFrame, speaking: boolean, ours?: boolean): void
  /** What was heard since the last call of it; null when too little was said. */
  measure(): ProsodyMeasure | null
}

/** So much speech of his own is what the speaker is compared with. */
const BASELINE_MS = 4_000
const LEAST_MS = 400
/** Frames of an utterance that are kept at most: two minutes. */
const MOST = 6_000
/** Sound without words is never believed more than this. */
const MOST_RELIABLE = 0.6

/** Measures how a customer speaks against how the same customer spoke first. Keeps numbers, never sound. */
export function openProsody(): Prosody {
  const pitch = openPitch()
  let points: Point[] = []
  let first: Point[] = []
  let firstMs = 0
  let paused = 0
  let usual: Measures | null = null
  return {
    write(frame, speaking, ours = false) {
      if (points.length >= MOST) points = points.slice(MOST / 2)
      const found = pitch(frame)
      points.push({ pitch: speaking ? found : null, loudness: loudnessOf(frame), speaking, overlap: speaking && ours })
    },
    measure() {
      const measures = measuresOf(points)
      const heard = points
      points = []
      if (!measures || measures.speechMs < LEAST_MS) return null
      if (usual) return { ...measures, ...compared(measures, usual) }
      first = first.concat(heard)
      firstMs += measures.speechMs
      paused += measures.pauseShare * measures.speechMs
      if (firstMs >= BASELINE_MS) {
        // The silence between two utterances is the other's turn, not a pause.
        usual = { ...measuresOf(first)!, pauseShare: paused / firstMs }
        first = []
      }
      return { ...measures, change: null, arousal: null, strain: null, reliability: 0 }
    },
  }
}

function compared(
  now: Measures,
  usual: Measures,
): Pick<ProsodyMeasure, 'change' | 'arousal' | 'strain' | 'reliability'> {
  const change: Change = {
    semitones: now.pitchHz && usual.pitchHz ? semitones(usual.pitchHz, now.pitchHz) : 0,
    rangeTimes: now.pitchRange && usual.pitchRange ? now.pitchRange / Math.max(1, usual.pitchRange) : 1,
    decibels: now.loudness - usual.loudness,
    rateTimes: usual.rate > 0 && now.rate > 0 ? now.rate / usual.rate : 1,
    pauseShare: now.pauseShare - usual.pauseShare,
  }
  return {
    change,
    arousal: arousalOf(change),
    strain: strainOf(change, now),
    reliability: reliabilityOf(now),
  }
}

/** Three semitones higher, six dB louder or a third faster are each a clear sign; together they add up. */
function arousalOf({ semitones: higher, rangeTimes, decibels, rateTimes, pauseShare }: Change): number {
  const signs =
    0.9 * bounded(higher / 3) +
    0.9 * bounded(decibels / 6) +
    0.6 * bounded(Math.log(rateTimes) / Math.log(4 / 3)) +
    0.3 * bounded(Math.log2(rangeTimes)) -
    0.3 * bounded(pauseShare / 0.3)
  return round(1 / (1 + Math.exp(-1.4 * signs)))
}

/** Pressed speech: loud, fast and without pauses, and talking over us. */
function strainOf({ decibels, rateTimes, pauseShare }: Change, { overlapMs, speechMs }: Measures): number {
  const over = Math.min(1, overlapMs / Math.max(600, 0.5 * speechMs))
  const pressed =
    Math.max(0, bounded(decibels / 8)) +
    Math.max(0, bounded((rateTimes - 1) / 0.4)) +
    Math.max(0, bounded(-pauseShare / 0.2))
  return round(1 - (1 - 0.6 * over) * (1 - pressed / 6) ** 2)
}

/** Long, clear and voiced speech is believed more than a shout through noise. */
function reliabilityOf({ speechMs, voicedShare, aboveNoise }: Measures): number {
  const long = Math.min(1, speechMs / 2_000)
  const voiced = Math.min(1, voicedShare / 0.45)
  const clear = Math.min(1, Math.max(0, aboveNoise - 3) / 15)
  return round(MOST_RELIABLE * long * voiced * clear)
}

/** Decibels of both halves of a frame. */
function loudnessOf(frame: AudioFrame): [number, number] {
  const half = frame.length >> 1
  return [level(frame, 0, half), level(frame, half, frame.length)]
}

function level(frame: AudioFrame, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += frame[i]! ** 2
  return 10 * Math.log10(sum / (to - from) / 32_768 ** 2 + 1e-10)
}

const bounded = (value: number): number => Math.max(-1.5, Math.min(1.5, value))
const round = (value: number): number => Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000
