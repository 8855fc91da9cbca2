import { FRAME_SAMPLES, SAMPLE_RATE } from '#engines/audio.ts'

/** A tone as frames that follow each other without a step. */
export function toneFrames(hz: number, frames: number, size = 9000): Int16Array[] {
  return Array.from({ length: frames }, (_, frame) =>
    Int16Array.from({ length: FRAME_SAMPLES }, (_, n) =>
      Math.round(size * Math.sin((2 * Math.PI * hz * (frame * FRAME_SAMPLES + n)) / SAMPLE_RATE)),
    ),
  )
}

/** How much of the sound is this tone, 0 to 1 (Goertzel). */
export function shareOf(hz: number, samples: Int16Array, rate = SAMPLE_RATE): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rate)
  let [before, last, energy] = [0, 0, 0]
  for (const sample of samples) {
    ;[before, last] = [last, sample + turn * last - before]
    energy += sample * sample
  }
  const power = last * last + before * before - turn * last * before
  return energy ? (2 * power) / (samples.length * energy) : 0
}

/** The longest stretch in seconds in which the tone is nearly all there is. */
export function secondsOf(hz: number, samples: Int16Array, rate = SAMPLE_RATE): number {
  const step = rate / 50
  let [run, longest] = [0, 0]
  for (let at = 0; at + step <= samples.length; at += step) {
    run = shareOf(hz, samples.subarray(at, at + step), rate) > 0.8 ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest / 50
}

/** A WAV file, mono, 16 bit. */
export function wavOf(samples: Int16Array, rate: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + samples.length * 2, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length * 2, 40)
  return Buffer.concat([head, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)])
}

/** Samples of a WAV file; one that is still being written may say a wrong length. */
export function samplesOf(wav: Buffer): Int16Array {
  const data = wav.indexOf('data', 36, 'latin1') + 8
  return new Int16Array(Uint8Array.from(wav.subarray(data, data + ((wav.length - data) & ~1))).buffer)
}
