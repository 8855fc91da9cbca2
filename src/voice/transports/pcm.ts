/** Samples of little-endian bytes and back; a byte too many is left out. */
export function samplesFrom(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length >> 1)
  for (let n = 0; n < samples.length; n++) samples[n] = bytes[2 * n]! | (bytes[2 * n + 1]! << 8)
  return samples
}

export function bytesFrom(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2)
  for (let n = 0; n < samples.length; n++) bytes.writeInt16LE(samples[n]!, 2 * n)
  return bytes
}
