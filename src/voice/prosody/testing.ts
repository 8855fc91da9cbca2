import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type AudioFrame, FRAME_SAMPLES, SAMPLE_RATE } from '#engines/audio.ts'

/** A voice made of pulses through three resonances, with syllables that swell and fade. */
export function syntheticVoice(seconds: number, voice: { hz: number; rate: number; level: number }): AudioFrame[] {
  const length = Math.floor(seconds * SAMPLE_RATE)
  const sound = new Float64Array(length)
  let phase = 0
  for (let i = 0; i < length; i++) {
    // The melody moves half a semitone around its middle, as no voice is a whistle.
    phase += (voice.hz * 2 ** (Math.sin((2 * Math.PI * i) / SAMPLE_RATE) / 24)) / SAMPLE_RATE
    if (phase >= 1) {
      phase -= 1
      sound[i] = 1
    }
  }
  for (const [centre, width] of [
    [700, 110],
    [1220, 120],
    [2600, 160],
  ] as const)
    resonate(sound, centre, width)
  const power = sound.reduce((sum, one) => sum + one ** 2, 0) / length
  const gain = (32_768 * 10 ** (voice.level / 20)) / Math.sqrt(power)
  const samples = Int16Array.from(sound, (one, i) => {
    const swell = 0.06 + 0.94 * Math.sin((Math.PI * voice.rate * i) / SAMPLE_RATE) ** 2
    return Math.round(one * gain * swell)
  })
  return framesOf(samples)
}

function resonate(sound: Float64Array, centre: number, width: number): void {
  const radius = Math.exp((-Math.PI * width) / SAMPLE_RATE)
  const a = 2 * radius * Math.cos((2 * Math.PI * centre) / SAMPLE_RATE)
  let [one, two] = [0, 0]
  for (let i = 0; i < sound.length; i++) {
    const out = sound[i]! + a * one - radius ** 2 * two
    two = one
    one = out
    sound[i] = out
  }
}

export const silence = (seconds: number): AudioFrame[] => framesOf(new Int16Array(Math.floor(seconds * SAMPLE_RATE)))

export function framesOf(samples: Int16Array): AudioFrame[] {
  const frames: AudioFrame[] = []
  for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES)
    frames.push(samples.slice(at, at + FRAME_SAMPLES))
  return frames
}

/** A recording of the test data as samples, or null where that data is not at hand. */
export function recordedSpeech(name: string): Int16Array | null {
  const folder = process.env.YINGHE_DATA ?? resolve(import.meta.dirname, '../../../../shared/data')
  const path = resolve(folder, 'speech/recordings', name)
  if (!existsSync(path)) return null
  const file = readFileSync(path)
  const at = file.indexOf('data') + 8
  return new Int16Array(file.buffer.slice(file.byteOffset + at, file.byteOffset + at + ((file.length - at) & ~1)))
}
