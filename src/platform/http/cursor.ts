import { z } from 'zod'
import { AppError } from '#platform/errors.ts'

/** Where a list goes on: the sort key of the last row. Opaque to clients. */
export type Cursor = { at: string; id: string }

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

/** A broken cursor is a bad request. */
export function readCursor(cursor: string): Cursor {
  try {
    const [at, id] = z
      .tuple([z.iso.datetime(), z.string()])
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { at, id }
  } catch {
    throw new AppError('bad_request', { detail: 'cursor' })
  }
}
