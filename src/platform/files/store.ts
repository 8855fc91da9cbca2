import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Db } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type FileRow, findFile, giveFileTo, insertFile } from '#platform/files/queries.ts'
import { newId } from '#platform/id.ts'

export type StoredFile = { fileId: string; name: string; mime: string; size: number }
export type Files = {
  /** Stores an upload. The type is read from its first bytes, not believed from its name. */
  store(upload: { name: string; stream: Readable; customerId: string | null; uploadedBy: string }): Promise<StoredFile>
  find(id: string): Promise<FileRow | undefined>
  read(row: FileRow): Readable
  giveTo(id: string, customerId: string): Promise<void>
  /** A path that lets whoever holds it read this one file, for systems of the company; always the same for a file. */
  link(id: string): string
  opens(id: string, key: string): boolean
}

/** Largest upload in bytes. */
export const MAX_FILE = 10 * 1024 * 1024
export const ALLOWED_TYPES = 'JPEG, PNG, WebP, GIF, PDF, TXT, MP4, WAV'

/** Keeps uploads under `dir`, spread over folders by id, and their facts in the database. */
export function openFiles(db: Db, dir: string, secret: string): Files {
  const keyOf = (id: string) => createHmac('sha256', secret).update(`file:${id}`).digest('base64url')
  const pathOf = (id: string) => join(dir, id.slice(-2), id)
  return {
    async store({ name, stream, customerId, uploadedBy }) {
      const id = newId()
      await mkdir(join(dir, id.slice(-2)), { recursive: true })
      const aside = `${pathOf(id)}.part`
      try {
        const { size, sha256 } = await writeLimited(stream, aside)
        const mime = await sniff(aside)
        if (!mime) throw new AppError('unsupported_media', { allowed: ALLOWED_TYPES })
        await rename(aside, pathOf(id))
        const safeName = name.replace(/[\p{C}/\\]/gu, '').slice(-150) || 'file'
        await insertFile(db, {
          id,
          name: safeName,
          mime,
          size,
          sha256,
          customer_id: customerId,
          uploaded_by: uploadedBy,
        })
        return { fileId: id, name: safeName, mime, size }
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
    },
    find: (id) => findFile(db, id),
    read: (row) => createReadStream(pathOf(row.id)),
    giveTo: (id, customerId) => giveFileTo(db, id, customerId),
    link: (id) => `/api/files/${id}?key=${keyOf(id)}`,
    opens: (id, key) => key.length === 43 && timingSafeEqual(Buffer.from(key), Buffer.from(keyOf(id))),
  }
}

async function writeLimited(stream: Readable, path: string): Promise<{ size: number; sha256: string }> {
  let size = 0
  const hash = createHash('sha256')
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(size > MAX_FILE ? new AppError('payload_too_large', { limit: '10 MB' }) : null, chunk)
    },
  })
  await pipeline(stream, limit, createWriteStream(path))
  // The parser stops at its own limit without an error; the flag on the stream says so.
  if ((stream as Readable & { truncated?: boolean }).truncated)
    throw new AppError('payload_too_large', { limit: '10 MB' })
  return { size, sha256: hash.digest('hex') }
}

const MAGIC: [mime: string, test: (head: Buffer) => boolean][] = [
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))],
  ['image/gif', (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6))],
  ['image/webp', (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'],
  ['audio/wav', (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE'],
  ['application/pdf', (head) => head.toString('latin1', 0, 5) === '%PDF-'],
  ['video/mp4', (head) => head.toString('latin1', 4, 8) === 'ftyp'],
]

/** The type by the first bytes; plain UTF-8 text without control characters counts as text. Null for anything else. */
async function sniff(path: string): Promise<string | null> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    const head = buffer.subarray(0, bytesRead)
    const known = MAGIC.find(([, test]) => test(head))
    if (known) return known[0]
    const text = head.toString('utf8')
    // A multi-byte character may be cut at the end of the sample.
    const clean = bytesRead > 0 && !/(?![\t\n\f\r])\p{Cc}/u.test(text) && !text.slice(0, -4).includes('�')
    return clean && !/<\s*(html|script|svg|!doctype)/i.test(text) ? 'text/plain' : null
  } finally {
    await handle.close()
  }
}
