import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export type Seal = {
  close: (value: unknown) => string
  open: <T>(sealed: string) => T
  closeBytes: (bytes: Uint8Array) => Buffer
  openBytes: (sealed: Uint8Array) => Buffer
}

/** Encrypts what is stored (AES-256-GCM) with a key made of the installation's secret for one purpose. Opening what was changed throws. */
export function openSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `yinghe ${purpose}`, 32))
  const closeBytes = (bytes: Uint8Array) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const closed = Buffer.concat([cipher.update(bytes), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), closed])
  }
  const openBytes = (sealed: Uint8Array) => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    decipher.setAuthTag(sealed.subarray(12, 28))
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  }
  return {
    closeBytes,
    openBytes,
    close: (value) => closeBytes(Buffer.from(JSON.stringify(value))).toString('base64'),
    open: (sealed) => JSON.parse(openBytes(Buffer.from(sealed, 'base64')).toString('utf8')),
  }
}
