import { deleteRecording, type End, insertLine, insertRecording, keepRecording } from '#voice/recording/queries.ts'
import type { RecordedCall, RecorderDeps } from '#voice/recording/recorder.ts'
import { createSealedFile, removeSealedFile, type SealedFile } from '#voice/recording/sealed-file.ts'
import { blankPiece } from '#voice/recording/timeline.ts'

const SECOND = 1000

/** Disk and database of one recording: one thing after the other, in the background; a fault ends it, not the call. */
export function openShelf(
  { database, dir, vault, log }: RecorderDeps,
  call: RecordedCall,
  startedAt: Date,
  expiresAt: Date,
) {
  const { key, locked } = vault.newKey(call.id)
  let file: SealedFile | null = null
  let over = false
  let work = Promise.resolve()
  const queue = (task: () => Promise<unknown>): Promise<void> => {
    work = work
      .then(async () => {
        if (!over) await task()
      })
      .catch((error: unknown) => {
        over = true
        log.error({ err: error }, 'a recording stopped; the call goes on')
      })
    return work
  }
  const close = async () => {
    await file?.close()
    file = null
  }
  queue(async () => {
    await insertRecording(database.db, { ...call, locked, startedAt, expiresAt })
    file = await createSealedFile(dir, call.id, key)
  })
  return {
    write: (piece: number, plain: Uint8Array) => queue(async () => file?.write(piece, plain)),
    line: (line: Parameters<typeof insertLine>[2]) => queue(() => insertLine(database.db, call.id, line)),
    /** Silences what has been written of a stretch of time. */
    blank: (from: number, to: number) =>
      queue(async () => {
        for (let piece = Math.floor(from / SECOND); piece <= Math.floor(to / SECOND); piece++) {
          const plain = await file?.read(piece)
          if (!plain) continue
          blankPiece(plain, piece, from, to)
          await file?.write(piece, plain)
        }
      }),
    keep: (end: End) =>
      queue(async () => {
        await close()
        await keepRecording(database.db, call.id, end)
      }),
    /** As if there had been no recording. */
    remove: () =>
      queue(async () => {
        await close()
        await deleteRecording(database.db, call.id)
        await removeSealedFile(dir, call.id)
        over = true
      }),
  }
}
