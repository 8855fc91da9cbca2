import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { CaptureState, GapWhy } from '#voice/recording/contract.ts'
import {
  deleteRecording,
  type End,
  insertLine,
  insertRecording,
  keepRecording,
  notePause,
} from '#voice/recording/queries.ts'
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
  const { id: callId, conversationId, customerId } = call
  const tell = (tx: Tx, state: CaptureState) =>
    appendEvents(tx, [
      { kind: 'call.recording', payload: { callId, ...state }, conversationId, customerId, actor: 'system' },
    ])
  const close = async () => {
    await file?.close()
    file = null
  }
  queue(async () => {
    await database.transaction(async (tx) => {
      await insertRecording(tx, { ...call, locked, startedAt, expiresAt })
      await tell(tx, { on: true, paused: null })
    })
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
    /** Why nothing is kept from now on; null: it is again. */
    paused: (why: GapWhy | null) =>
      queue(() =>
        database.transaction(async (tx) => {
          await notePause(tx, call.id, why)
          await tell(tx, { on: true, paused: why })
        }),
      ),
    keep: (end: End) =>
      queue(async () => {
        await close()
        await keepRecording(database.db, call.id, end)
      }),
    /** As if there had been no recording. */
    remove: () =>
      queue(async () => {
        await close()
        await database.transaction(async (tx) => {
          await deleteRecording(tx, call.id)
          await tell(tx, { on: false, paused: null })
        })
        await removeSealedFile(dir, call.id)
        over = true
      }),
  }
}
