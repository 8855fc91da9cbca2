import { Readable } from 'node:stream'
import { RECORDED_RATE } from '#voice/recording/contract.ts'
import type { SealedFile } from '#voice/recording/sealed-file.ts'
import { PIECE_BYTES } from '#voice/recording/vault.ts'
import { decodeG711 } from '#voice/transports/rtp/g711.ts'

const HEADER = 44
/** Bytes of 16-bit stereo for each second of the recording. */
const PLAYED = 2 * PIECE_BYTES

export const wavBytes = (durationMs: number): number => HEADER + Math.ceil((durationMs * PLAYED) / 1000 / 4) * 4

/** Part of a request `bytes=FROM-TO` that fits a file of so many bytes; null: all of it; 'outside': none of it. */
export function rangeOf(header: string | null, total: number): { from: number; to: number } | null | 'outside' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (!first && !last)) return null
  const from = first ? Number(first) : Math.max(0, total - Number(last))
  const to = first && last ? Math.min(Number(last), total - 1) : total - 1
  return from >= total || from > to ? 'outside' : { from, to }
}

/** The bytes `from`…`to` of the recording as a WAV file: caller on the left, ours on the right. */
export function playWav(
  open: () => Promise<SealedFile | null>,
  durationMs: number,
  from: number,
  to: number,
): Readable {
  async function* bytes() {
    // Opened when the first byte is wanted: a listener who leaves before leaves nothing open.
    const file = await open()
    if (!file) return
    try {
      if (from < HEADER) yield header(wavBytes(durationMs)).subarray(from, Math.min(HEADER, to + 1))
      const [first, last] = [Math.max(0, from - HEADER), to - HEADER]
      for (let piece = Math.floor(first / PLAYED); piece * PLAYED <= last; piece++) {
        const sealed = await file.read(piece)
        const plain = sealed ? samplesOf(sealed) : Buffer.alloc(PLAYED)
        yield plain.subarray(Math.max(0, first - piece * PLAYED), Math.min(PLAYED, last + 1 - piece * PLAYED))
      }
    } finally {
      await file.close()
    }
  }
  return Readable.from(bytes(), { objectMode: false })
}

function samplesOf(piece: Buffer): Buffer {
  const { buffer, byteOffset, byteLength } = decodeG711('pcmu', piece)
  return Buffer.from(buffer, byteOffset, byteLength)
}

function header(total: number): Buffer {
  const head = Buffer.alloc(HEADER)
  head.write('RIFF', 0)
  head.writeUInt32LE(total - 8, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(2, 22)
  head.writeUInt32LE(RECORDED_RATE, 24)
  head.writeUInt32LE(RECORDED_RATE * 4, 28)
  head.writeUInt16LE(4, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(total - HEADER, 40)
  return head
}
