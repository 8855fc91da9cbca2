/** The two codecs of the telephone network (ITU-T G.711), 8 000 samples a second, a byte a sample. */
export type G711 = 'pcma' | 'pcmu'

export const PAYLOAD_TYPE: Record<G711, number> = { pcmu: 0, pcma: 8 }

export function decodeG711(codec: G711, bytes: Uint8Array): Int16Array {
  const table = codec === 'pcma' ? FROM_A : FROM_MU
  const samples = new Int16Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) samples[i] = table[bytes[i]!]!
  return samples
}

export function encodeG711(codec: G711, samples: Int16Array): Uint8Array {
  const table = codec === 'pcma' ? TO_A : TO_MU
  const bytes = new Uint8Array(samples.length)
  for (let i = 0; i < samples.length; i++) bytes[i] = table[samples[i]! + 32768]!
  return bytes
}

export const silenceOf = (codec: G711, samples: number): Uint8Array =>
  new Uint8Array(samples).fill(codec === 'pcma' ? 0xd5 : 0xff)

function fromA(byte: number): number {
  const code = byte ^ 0x55
  const exponent = (code >> 4) & 7
  const mantissa = ((code & 15) << 4) + 8
  const size = exponent ? (mantissa + 0x100) << (exponent - 1) : mantissa
  return code & 0x80 ? size : -size
}

function fromMu(byte: number): number {
  const code = ~byte & 0xff
  const size = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84
  return code & 0x80 ? -size : size
}

function toA(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  // One's complement of negatives, as the standard cuts its steps.
  const size = sample >= 0 ? sample : ~sample
  const exponent = size < 256 ? 0 : 24 - Math.clz32(size)
  const mantissa = exponent ? (size >> (exponent + 3)) & 15 : size >> 4
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}

function toMu(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const size = Math.min(Math.abs(sample), 32635) + 0x84
  const exponent = 24 - Math.clz32(size)
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 15)) & 0xff
}

const FROM_A = Int16Array.from({ length: 256 }, (_, byte) => fromA(byte))
const FROM_MU = Int16Array.from({ length: 256 }, (_, byte) => fromMu(byte))
const TO_A = Uint8Array.from({ length: 65536 }, (_, n) => toA(n - 32768))
const TO_MU = Uint8Array.from({ length: 65536 }, (_, n) => toMu(n - 32768))
