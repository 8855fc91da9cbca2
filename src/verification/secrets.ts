import { createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

export type Secrets = {
  /** A fresh code of six digits. */
  code: () => string
  /** What is kept of a code or an answer; bound to its challenge, so that no hash fits elsewhere. */
  hash: (challengeId: string, answer: string) => string
  fits: (challengeId: string, answer: string, hash: string) => boolean
  /** Makes an address countable without being known. */
  addressKey: (address: string) => string
  /** A hash that nothing fits. */
  none: () => string
}

export function openSecrets(secret: string): Secrets {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'yinghe verification', 32))
  const keyed = (text: string) => createHmac('sha256', key).update(text).digest()
  const hash = (challengeId: string, answer: string) => keyed(`answer ${challengeId} ${answer}`).toString('base64url')
  return {
    code: () => String(randomInt(1_000_000)).padStart(6, '0'),
    hash,
    fits: (challengeId, answer, kept) => {
      const [given, wanted] = [Buffer.from(hash(challengeId, answer)), Buffer.from(kept)]
      return given.length === wanted.length && timingSafeEqual(given, wanted)
    },
    addressKey: (address) => keyed(`address ${address.toLowerCase()}`).toString('base64url'),
    none: () => randomBytes(32).toString('base64url'),
  }
}
