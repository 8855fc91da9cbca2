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
