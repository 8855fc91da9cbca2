import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** What a browser gave with its subscription: its public key (65 bytes, P-256) and a secret of 16 bytes. */
export type PushKeys = { p256dh: Buffer; auth: Buffer }

/** Push services take 4096 bytes; header and tag take their share of it. */
export const MOST_PAYLOAD_BYTES = 3000
const RECORD_BYTES = 4096

/**
 * Encrypts a message so that only this browser reads it, the push service not: RFC 8291 over the content coding
 * aes128gcm of RFC 8188, in one record. `own` is for the vectors of the RFC; else key and salt are made for each message.
 */
export function encryptPush(
  text: Uint8Array,
  { p256dh, auth }: PushKeys,
  own: { privateKey?: Buffer; salt?: Buffer } = {},
): Buffer {
  if (text.length > MOST_PAYLOAD_BYTES) throw new RangeError(`a push message of ${text.length} bytes`)
  const ecdh = createECDH('prime256v1')
  if (own.privateKey) ecdh.setPrivateKey(own.privateKey)
  else ecdh.generateKeys()
  const publicKey = ecdh.getPublicKey()
  const salt = own.salt ?? randomBytes(16)
  const { key, nonce } = contentKey(ecdh.computeSecret(p256dh), { p256dh, auth }, publicKey, salt)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // The byte 2 ends the last record.
  const closed = Buffer.concat([cipher.update(text), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()])
  const head = Buffer.alloc(5)
  head.writeUInt32BE(RECORD_BYTES)
  head[4] = publicKey.length
  return Buffer.concat([salt, head, publicKey, closed])
}

/** Both sides make the same key out of the shared secret: the sender here, the browser in the same way. */
export function contentKey(shared: Buffer, { p256dh, auth }: PushKeys, senderKey: Buffer, salt: Buffer) {
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, senderKey])
  const material = Buffer.from(hkdfSync('sha256', shared, auth, about, 32))
  return {
    key: Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: aes128gcm\0', 16)),
    nonce: Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: nonce\0', 12)),
  }
}
