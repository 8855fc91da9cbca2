import { type AudioFrame, FRAME_SAMPLES, SAMPLE_RATE } from '#engines/audio.ts'

/** A pentatonic phrase, in hertz; each tone lasts a beat. */
const TONES = [261.6, 329.6, 392, 440, 392, 329.6, 293.7, 329.6, 261.6, 220, 261.6, 0]
const BEAT_S = 0.6
const LOUDNESS = 2600

/** Quiet music for those who wait, made here so that it belongs to nobody: one phrase of seven seconds. */
export function* holdMusic(): Generator<AudioFrame> {
  const total = Math.floor(TONES.length * BEAT_S * SAMPLE_RATE)
  for (let from = 0; from < total; from += FRAME_SAMPLES) {
    const frame = new Int16Array(FRAME_SAMPLES)
    for (let n = 0; n < FRAME_SAMPLES; n++) frame[n] = sample(from + n)
    yield frame
  }
}

/** A struck string: it fades, and an octave above fades faster. */
function sample(at: number): number {
  const beat = at / SAMPLE_RATE / BEAT_S
  const tone = TONES[Math.floor(beat)] ?? 0
  const since = (beat % 1) * BEAT_S
  const attack = Math.min(1, since / 0.02)
  const wave = Math.sin(2 * Math.PI * tone * since) + 0.3 * Math.exp(-since * 4) * Math.sin(4 * Math.PI * tone * since)
  return Math.round(LOUDNESS * attack * Math.exp(-since * 3) * wave)
}
