import { deflateSync, inflateSync } from 'node:zlib'

const MAGIC = 'YHM'
/** Bytes that zlib gives at a time; its own 16 kB make hundreds of pieces of a model, and joining them takes longer than the rest. */
const CHUNK = 1 << 22
const ARRAYS = { Int8Array, Uint8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array }
type Kind = keyof typeof ARRAYS
type Packed = { $array: Kind; at: number; length: number }

/**
 * Plain data with typed arrays as bytes: a header with the version, then, deflated, the length of the arrays, the arrays
 * as they lie in memory and the rest as JSON.
 */
export function packData(data: unknown, version: number): Uint8Array {
  const blocks: Uint8Array[] = []
  let at = 0
  const json = JSON.stringify(data, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value
    const kind = Object.prototype.toString.call(value).slice(8, -1) as Kind
    if (!(kind in ARRAYS)) throw new TypeError(`a model holds no ${kind}`)
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    const packed: Packed = { $array: kind, at, length: bytes.length }
    blocks.push(bytes)
    at += Math.ceil(bytes.length / 8) * 8
    return packed
  })
  const text = new TextEncoder().encode(json)
  const body = new Uint8Array(8 + at + text.length)
  new DataView(body.buffer).setUint32(0, at, true)
  let next = 8
  for (const block of blocks) {
    body.set(block, next)
    next += Math.ceil(block.length / 8) * 8
  }
  body.set(text, next)
  const deflated = deflateSync(body, { level: 1, chunkSize: CHUNK })
  const bytes = new Uint8Array(4 + deflated.length)
  bytes.set(new TextEncoder().encode(MAGIC))
  bytes[3] = version
  bytes.set(deflated, 4)
  return bytes
}

/** The data again; null when the bytes are no such pack or of another version. */
export function unpackData(packed: Uint8Array, version: number): unknown {
  if (new TextDecoder().decode(packed.subarray(0, 3)) !== MAGIC || packed[3] !== version) return null
  try {
    // Arrays of four and eight bytes must begin at such an address; a copy begins at nought.
    const body = new Uint8Array(inflateSync(packed.subarray(4), { chunkSize: CHUNK }))
    const end = 8 + new DataView(body.buffer).getUint32(0, true)
    return JSON.parse(new TextDecoder().decode(body.subarray(end)), (_, value: unknown) => {
      if (!isPacked(value)) return value
      const kind = ARRAYS[value.$array]
      return new kind(body.buffer, 8 + value.at, value.length / kind.BYTES_PER_ELEMENT)
    })
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError || isZlibError(error)) return null
    throw error
  }
}

const isZlibError = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

const isPacked = (value: unknown): value is Packed =>
  typeof value === 'object' && value !== null && '$array' in value && (value as Packed).$array in ARRAYS
