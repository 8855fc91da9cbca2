import { type AudioFrame, FRAME_SAMPLES, SAMPLE_RATE } from '#engines/audio.ts'

/** Frames as a WAV file. */
export function wavOf(frames: AudioFrame[]): Buffer {
  const bytes = frames.length * FRAME_SAMPLES * 2
  const wav = Buffer.alloc(44 + bytes)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + bytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLE_RATE, 24)
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(bytes, 40)
  for (const [i, frame] of frames.entries())
    Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).copy(wav, 44 + i * FRAME_SAMPLES * 2)
  return wav
}

/** The frames of a WAV file in the sound of the house; null for any other, or none. */
export function framesOfWav(wav: Buffer): AudioFrame[] | null {
  if (wav.length < 44 || wav.toString('latin1', 0, 4) !== 'RIFF' || wav.toString('latin1', 8, 16) !== 'WAVEfmt ')
    return null
  const fits = wav.readUInt16LE(20) === 1 && wav.readUInt16LE(22) === 1 && wav.readUInt16LE(34) === 16
  if (!fits || wav.readUInt32LE(24) !== SAMPLE_RATE) return null
  const from = dataOf(wav)
  return from && framesOf(wav.subarray(from.at, from.at + from.bytes))
}

/** Where the samples lie; other chunks may stand before them. */
function dataOf(wav: Buffer): { at: number; bytes: number } | null {
  for (let at = 12; at + 8 <= wav.length; ) {
    const bytes = wav.readUInt32LE(at + 4)
    if (wav.toString('latin1', at, at + 4) === 'data')
      return { at: at + 8, bytes: Math.min(bytes, wav.length - at - 8) }
    at += 8 + bytes + (bytes % 2)
  }
  return null
}

/** PCM cut into frames, the last one filled with silence. */
export function framesOf(pcm: Buffer): AudioFrame[] {
  const frames: AudioFrame[] = []
  for (let at = 0; at + 1 < pcm.length; at += FRAME_SAMPLES * 2) {
    const frame = new Int16Array(FRAME_SAMPLES)
    for (let i = 0; i < FRAME_SAMPLES && at + i * 2 + 1 < pcm.length; i++) frame[i] = pcm.readInt16LE(at + i * 2)
    frames.push(frame)
  }
  return frames
}
