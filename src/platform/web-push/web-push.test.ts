import assert from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { encryptPush, MOST_PAYLOAD_BYTES } from '#platform/web-push/encrypt.ts'
import { openPush } from '#platform/web-push/send-push.ts'
import { openVapid } from '#platform/web-push/vapid.ts'
import { openMessage } from '../../../tests/twins/push-service.ts'

const bytes = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'base64url')

test('a message is closed byte for byte as in the example of RFC 8291', () => {
  const keys = {
    p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  }
  const closed = encryptPush(Buffer.from('When I grow up, I want to be a watermelon'), keys, {
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
  })
  assert.equal(
    closed.toString('base64url'),
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
})

test('the browser opens what was closed for it, and nobody else does', () => {
  const [browser, other] = [createECDH('prime256v1'), createECDH('prime256v1')]
  const keys = { p256dh: browser.generateKeys(), auth: Buffer.alloc(16, 7) }
  other.generateKeys()
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const closed = encryptPush(Buffer.from(text), keys)
      assert.equal(openMessage(closed, browser, keys), text)
      assert.throws(() => openMessage(closed, other, keys))
    }),
    { numRuns: 40 },
  )
  assert.ok(encryptPush(Buffer.alloc(MOST_PAYLOAD_BYTES), keys).length <= 4096)
  assert.throws(() => encryptPush(Buffer.alloc(MOST_PAYLOAD_BYTES + 1), keys), RangeError)
})

test('addresses inside the company, of this machine, without https or with a password are never called', async () => {
  const own = createECDH('prime256v1')
  own.generateKeys()
  const push = openPush(openVapid(own.getPrivateKey('base64url')), () => 'mailto:a@example.com')
  const keys = { p256dh: own.getPublicKey(), auth: Buffer.alloc(16) }
  const message = { payload: {}, ttl: 1, urgent: false, topic: 'x' }
  for (const endpoint of [
    ...[
      'http://push.example.com/a',
      'https://127.0.0.1/a',
      'https://[::1]/a',
      'https://10.0.0.8/a',
      'https://2130706433/',
    ],
    ...[
      'https://localhost/a',
      'https://169.254.169.254/latest',
      'https://a:b@push.example.com/',
      'nothing',
      'file:///a',
    ],
  ]) {
    const answer = await push.send({ endpoint, keys }, message)
    assert.deepEqual(answer, { ok: false, gone: false, again: false, error: 'address_refused' }, endpoint)
  }
})
