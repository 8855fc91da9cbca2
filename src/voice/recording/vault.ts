import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** A second of both channels, one byte a sample, caller and ours in turn; and its length when sealed. */
export const PIECE_SAMPLES = 16_000
export const PIECE_BYTES = 2 * PIECE_SAMPLES
export const SEALED_BYTES = PIECE_BYTES + 28

export type Vault = {
  /** A fresh key for one recording, and the same key locked for the database. */
  newKey(callId: string): { key: Buffer; locked: string }
  unlock(callId: string, locked: string): Buffer
}

/** Keys of recordings, locked with a key made of the installation's secret. Throwing the locked key away is deletion. */
export function openVault(secret: string): Vault {
  const master = Buffer.from(hkdfSync('sha256', secret, '', 'yinghe recordings', 32))
  return {
    newKey(callId) {
      const key = randomBytes(32)
      return { key, locked: seal(master, callId, key).toString('base64') }
    },
    unlock: (callId, locked) => unseal(master, callId, Buffer.from(locked, 'base64')),
  }
}

/** AES-256-GCM; `about` is bound to it, so that no piece can stand in for another. Nonces are random: pieces get rewritten. */
export function seal(key: Buffer, about: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws when a byte of it was changed. */
export function unseal(key: Buffer, about: string, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(about))
  cipher.setAuthTag(sealed.subarray(sealed.length - 16))
  return Buffer.concat([cipher.update(sealed.subarray(12, sealed.length - 16)), cipher.final()])
}
