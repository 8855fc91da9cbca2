import type { Browser } from 'playwright-core'
import type { AudioFrame } from '#engines/audio.ts'
import { openBrowser } from './browser.ts'

/** A browser that may use its microphone: it hears a sound file again and again, or a beep. */
export const openBrowserWithMicrophone = (file?: string): Promise<Browser> =>
  openBrowser([
    ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
    ...(file ? [`--use-file-for-fake-audio-capture=${file}`] : []),
    '--autoplay-policy=no-user-gesture-required',
  ])

/** A sound file as browsers read it: a header of 44 bytes, then the samples. */
export function wav(frames: AudioFrame[]): Buffer {
  const data = Buffer.concat(frames.map((frame) => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)))
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + data.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(16_000, 24)
  header.writeUInt32LE(32_000, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}
