import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PIECE_BYTES, SEALED_BYTES, seal, unseal } from '#voice/recording/vault.ts'

/** A recording on disk: sealed pieces of one second, one behind the other. */
export type SealedFile = {
  write(piece: number, plain: Uint8Array): Promise<void>
  /** Null behind the end. Throws when the piece was tampered with. */
  read(piece: number): Promise<Buffer | null>
  close(): Promise<void>
}

/** Call ids may come from a peer: only their harmless signs become a name. */
export function pathOf(dir: string, callId: string): string {
  const name = Buffer.from(callId).toString('hex').slice(0, 120)
  return join(dir, name.slice(-2), `${name}.rec`)
}

export async function createSealedFile(dir: string, callId: string, key: Buffer): Promise<SealedFile> {
  await mkdir(dirname(pathOf(dir, callId)), { recursive: true })
  return sealedFile(await open(pathOf(dir, callId), 'w+', 0o600), callId, key)
}

/** Null when the file is not on this machine. */
export async function openSealedFile(dir: string, callId: string, key: Buffer): Promise<SealedFile | null> {
  const handle = await open(pathOf(dir, callId), 'r').catch(() => null)
  return handle && sealedFile(handle, callId, key)
}

function sealedFile(handle: FileHandle, callId: string, key: Buffer): SealedFile {
  return {
    async write(piece, plain) {
      await handle.write(seal(key, `${callId}|${piece}`, plain), 0, SEALED_BYTES, piece * SEALED_BYTES)
    },
    async read(piece) {
      const sealed = Buffer.alloc(SEALED_BYTES)
      const { bytesRead } = await handle.read(sealed, 0, SEALED_BYTES, piece * SEALED_BYTES)
      return bytesRead === SEALED_BYTES ? unseal(key, `${callId}|${piece}`, sealed) : null
    },
    close: () => handle.close(),
  }
}

/** Whole pieces on disk and when the last was written; null when there is no file here. */
export async function sealedFacts(dir: string, callId: string): Promise<{ pieces: number; writtenAt: Date } | null> {
  const facts = await stat(pathOf(dir, callId)).catch(() => null)
  return facts && { pieces: Math.floor(facts.size / SEALED_BYTES), writtenAt: facts.mtime }
}

export const removeSealedFile = (dir: string, callId: string): Promise<void> => rm(pathOf(dir, callId), { force: true })

/** The code of silence in µ-law. */
export const SILENT = 0xff
export const silentPiece = (): Uint8Array => new Uint8Array(PIECE_BYTES).fill(SILENT)
