import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { PEAK_MS, type Waveform } from '#voice/recording/contract.ts'
import { dueRecordings, keepRecording, purgeRecording, unfinishedRecordings } from '#voice/recording/queries.ts'
import { openSealedFile, removeSealedFile, sealedFacts } from '#voice/recording/sealed-file.ts'
import type { Vault } from '#voice/recording/vault.ts'
import { decodeG711 } from '#voice/transports/rtp/g711.ts'

export type KeepDeps = { database: Database; dir: string; vault: Vault }

const SECOND = 1000
/** A call writes every second; a file that rests longer than this has lost its writer. */
const LOST = 120 * SECOND
const BATCH = 200

/** Removes recordings whose time is over: the key first, then the sound. */
export async function purgeDueRecordings({ database, dir }: KeepDeps, now = new Date()): Promise<number> {
  const due = await dueRecordings(database.db, now, BATCH)
  for (const callId of due) {
    await database.transaction(async (tx) => {
      if (await purgeRecording(tx, callId))
        await recordAudit(tx, { actor: 'system', action: 'recording.purged', target: callId })
    })
    await removeSealedFile(dir, callId)
  }
  return due.length
}

/** Finishes recordings that a crash cut short with what is on disk. Files of other machines are left to them. */
export async function recoverRecordings({ database, dir, vault }: KeepDeps, now = Date.now()): Promise<void> {
  for (const { callId, lockedKey, startedAt } of await unfinishedRecordings(database.db)) {
    const facts = await sealedFacts(dir, callId)
    if (!facts || now - facts.writtenAt.getTime() < LOST) continue
    const durationMs = facts.pieces * SECOND
    await keepRecording(database.db, callId, {
      ...{ durationMs, gaps: [], endedAt: new Date(startedAt.getTime() + durationMs) },
      peaks: await peaksOf(dir, callId, vault.unlock(callId, lockedKey), facts.pieces),
    })
  }
}

async function peaksOf(dir: string, callId: string, key: Buffer, pieces: number): Promise<Waveform> {
  const peaks: Waveform = { caller: [], ours: [] }
  const file = await openSealedFile(dir, callId, key)
  const step = (2 * PEAK_MS * 16_000) / SECOND
  for (let number = 0; file && number < pieces; number++) {
    const sealed = await file.read(number)
    const piece = sealed && decodeG711('pcmu', sealed)
    for (let from = 0; piece && from < piece.length; from += step) {
      const loudest = [0, 0]
      for (let i = from; i < from + step; i++) loudest[i % 2] = Math.max(loudest[i % 2]!, Math.abs(piece[i]!))
      peaks.caller.push(Math.round(loudest[0]! / 327.68))
      peaks.ours.push(Math.round(loudest[1]! / 327.68))
    }
  }
  await file?.close()
  return peaks
}
