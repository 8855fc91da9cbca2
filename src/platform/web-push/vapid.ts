import { createECDH, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import type { Db } from '#platform/db/open.ts'
import { settingOr } from '#platform/settings/queries.ts'

/** By this a push service knows us (RFC 8292). `publicKey` goes to the browsers, 65 bytes in base64url. */
export type Vapid = { publicKey: string; authorization(endpoint: URL, contact: string, now: Date): string }

const VALID_SECONDS = 12 * 3600

/** The installation's key, made at first use and shared by all nodes: another one would make all subscriptions void. */
export async function readVapid(db: Db): Promise<Vapid> {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  return openVapid(await settingOr(db, 'secret.vapid', ecdh.getPrivateKey('base64url')))
}

export function openVapid(privateKey: string): Vapid {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(privateKey, 'base64url')
  const point = ecdh.getPublicKey()
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      ...{ kty: 'EC', crv: 'P-256', d: ecdh.getPrivateKey('base64url') },
      ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
    },
  })
  const publicKey = point.toString('base64url')
  return {
    publicKey,
    authorization: (endpoint, contact, now) => {
      const exp = Math.floor(now.getTime() / 1000) + VALID_SECONDS
      return `vapid t=${token({ aud: endpoint.origin, exp, sub: contact }, key)}, k=${publicKey}`
    },
  }
}

function token(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
