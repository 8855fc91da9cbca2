import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'

/** The folder with speech for tests; null, and said once, where it is not. */
export const speechData: string | null = (() => {
  const root = process.env.YINGHE_DATA ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
  const folder = join(root, 'speech')
  if (existsSync(folder)) return folder
  process.stderr.write('skipped: tests with recorded speech, since there is no YINGHE_DATA or ../shared/data\n')
  return null
})()

/** A sound file of any format as frames, by ffmpeg; `filters` as ffmpeg has them. */
export function framesOf(file: string, filters: string[] = []): AudioFrame[] {
  const filter = filters.length ? ['-af', filters.join(',')] : []
  const args = ['-v', 'error', '-i', file, ...filter, '-ar', '16000', '-ac', '1', '-f', 's16le', '-']
  const raw = execFileSync('ffmpeg', args, { maxBuffer: 64 * 1024 * 1024 })
  return cut(new Int16Array(new Uint8Array(raw).buffer))
}

export function cut(samples: Int16Array): AudioFrame[] {
  const frames: AudioFrame[] = []
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    const frame = new Int16Array(FRAME_SAMPLES)
    frame.set(samples.subarray(at, at + FRAME_SAMPLES))
    frames.push(frame)
  }
  return frames
}

export const silence = (ms: number): AudioFrame[] =>
  Array.from({ length: Math.round(ms / 20) }, () => new Int16Array(FRAME_SAMPLES))

/** Root mean square of all samples, 0…32767. */
export function loudness(frames: AudioFrame[]): number {
  let sum = 0
  for (const frame of frames) for (const sample of frame) sum += sample * sample
  return Math.sqrt(sum / Math.max(1, frames.length * FRAME_SAMPLES))
}

/** The same noise each time. */
export function noise(ms: number, amplitude: number, seed = 1): AudioFrame[] {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state / 2 ** 32 - 0.5) * 2 * amplitude
  }
  return silence(ms).map((frame) => frame.map(() => next()))
}

export async function gathered(frames: AsyncIterable<AudioFrame>): Promise<AudioFrame[]> {
  const all: AudioFrame[] = []
  for await (const frame of frames) all.push(frame)
  return all
}
