import assert from 'node:assert/strict'
import { createDecipheriv, createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { contentKey } from '#platform/web-push/encrypt.ts'
import { selfSigned } from '../harness/certificate.ts'

type Rung = {
  topic: string
  ttl: number
  urgency: string
  payload: { title: string; body: string; to: string; tag: string }
}

/**
 * A push service and the browser behind it: checks the sender's signature against the key the browser subscribed with,
 * as RFC 8292 asks, and opens the message with the browser's own key (RFC 8291).
 */
export async function openPushTwin(senderKey: () => string) {
  const { certificate, key } = selfSigned('push.test')
  const browser = createECDH('prime256v1')
  const p256dh = browser.generateKeys()
  const auth = randomBytes(16)
  const rung: Rung[] = []
  let status = 201
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    try {
      if (status === 201) {
        checkSender(String(request.headers.authorization), senderKey(), `https://${request.headers.host}`)
        assert.equal(request.headers['content-encoding'], 'aes128gcm')
        const payload = JSON.parse(openMessage(Buffer.concat(chunks), browser, { p256dh, auth }))
        const { topic, ttl, urgency } = request.headers
        rung.push({ topic: String(topic), ttl: Number(ttl), urgency: String(urgency), payload })
      }
      response.writeHead(status).end()
    } catch (error) {
      response.writeHead(400).end(String(error))
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    certificate,
    rung,
    /** What a browser hands over; each name is a browser of its own. */
    subscription: (name: string) => ({
      endpoint: `https://push.test:${port}/${name}`,
      keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    }),
    answer: (next: number) => {
      status = next
    },
    close: () => new Promise((done) => server.close(done)),
  }
}

export type PushTwin = Awaited<ReturnType<typeof openPushTwin>>

function checkSender(authorization: string, expected: string, origin: string): void {
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  assert.equal(key, expected)
  const [head, claims, signature] = token!.split('.')
  const point = Buffer.from(expected, 'base64url')
  const coordinate = (from: number) => point.subarray(from, from + 32).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  assert.ok(
    verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature!, 'base64url')),
  )
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims!, 'base64url').toString())
  assert.equal(aud, origin)
  assert.ok(exp * 1000 > Date.now() && exp * 1000 < Date.now() + 24 * 3600_000)
  assert.match(sub, /^(mailto:|https:)/)
}

/** What the browser does with what the push service hands it. */
export function openMessage(
  body: Buffer,
  browser: { computeSecret(key: Buffer): Buffer },
  keys: { p256dh: Buffer; auth: Buffer },
): string {
  const salt = body.subarray(0, 16)
  const length = body[20]!
  const senderKey = body.subarray(21, 21 + length)
  const record = body.subarray(21 + length)
  const { key, nonce } = contentKey(browser.computeSecret(senderKey), keys, senderKey, salt)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(-16))
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  assert.equal(text.at(-1), 2)
  return text.subarray(0, -1).toString()
}
