import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatRtp } from '#voice/transports/rtp/packet.ts'
import {
  fullIndex,
  keystream,
  openOpener,
  openSealer,
  SUITES,
  type Suite,
  sessionKeys,
} from '#voice/transports/rtp/srtp.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const suite = fc.constantFrom(...(Object.keys(SUITES) as Suite[]))
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((all) => Buffer.from(all))
const packet = (sequence: number, payload: Uint8Array, ssrc = 7) =>
  formatRtp({ payloadType: 8, marker: false, sequence, timestamp: sequence * 160, ssrc, payload })

test('the keys and the stream of RFC 3711, appendix B', () => {
  const master = hex('E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6')
  const { key, salt, mark } = sessionKeys(master, 'rtp')
  assert.deepEqual(key, hex('C61E7A93744F39EE10734AFE3FF7A087'))
  assert.deepEqual(salt, hex('30CBBC08863D8C85D49DB34A9AE1'))
  assert.deepEqual(mark, hex('CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4'))
  assert.deepEqual(
    keystream(hex('2B7E151628AED2A6ABF7158809CF4F3C'), hex('F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000'), 32),
    hex('E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB'),
  )
})

test('what is sealed is opened as it was, in any order, once, across the round of numbers; what was changed is not', () => {
  fc.assert(
    fc.property(
      ...[suite, bytes(30), fc.integer({ min: 0, max: 0x7fff }), fc.array(bytes(20), { minLength: 1, maxLength: 40 })],
      fc.infiniteStream(fc.nat()),
      (chosen, master, first, payloads, random) => {
        const [sealer, opener] = [openSealer(chosen, master), openOpener(chosen, master)]
        // Near the end of the round, so that most runs cross it.
        const start = first % 2 ? 0x10000 - (first % payloads.length) - 1 : first
        const plain = payloads.map((payload, n) => packet((start + n) & 0xffff, payload))
        const sealed = plain.map((each) => sealer.sound(each))
        sealed.forEach((each, n) => {
          assert.equal(each.length, plain[n]!.length + SUITES[chosen])
          assert.notDeepEqual(
            each.subarray(12, 32),
            Buffer.from(plain[n]!.subarray(12)),
            'nothing is sent in the clear',
          )
        })
        assert.deepEqual(opener.sound(sealed[0]!), Buffer.from(plain[0]!))
        const order = sealed.slice(1).map((each, n) => ({ each, n: n + 1, at: random.next().value % payloads.length }))
        for (const { each, n } of order.toSorted((a, b) => a.n + (a.at % 5) - (b.n + (b.at % 5)))) {
          const changed = Buffer.from(each)
          changed[random.next().value % each.length]! ^= 1
          assert.equal(opener.sound(changed), null)
          assert.deepEqual(opener.sound(each), Buffer.from(plain[n]!))
          assert.equal(opener.sound(each), null, 'not twice')
        }
        assert.equal(openOpener(chosen, Buffer.alloc(30)).sound(sealed[0]!), null, 'another key')
      },
    ),
  )
})

test('reports are sealed, opened once, and not when they were changed', () => {
  fc.assert(
    fc.property(
      suite,
      bytes(30),
      fc.uint8Array({ minLength: 8, maxLength: 80 }),
      fc.nat(),
      (chosen, master, body, at) => {
        const report = Buffer.concat([Buffer.from([0x80, 200, 0, 6]), Buffer.from(body)])
        const sealed = openSealer(chosen, master).report(report)
        const opener = openOpener(chosen, master)
        const changed = Buffer.from(sealed)
        changed[at % sealed.length]! ^= 1
        assert.equal(opener.report(changed), null)
        assert.deepEqual(opener.report(sealed), report)
        assert.equal(opener.report(sealed), null)
      },
    ),
  )
})

test('noise is refused, never thrown over', () => {
  const opener = openOpener('AES_CM_128_HMAC_SHA1_80', Buffer.alloc(30))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      assert.equal(opener.sound(Buffer.from(noise)), null)
      assert.equal(opener.report(Buffer.from(noise)), null)
    }),
  )
})

test('the full number of a packet is the nearest to the highest heard', () => {
  assert.equal(fullIndex(5, -1n), 5n)
  assert.equal(fullIndex(1, 65_535n), 65_537n)
  assert.equal(fullIndex(65_535, 65_537n), 65_535n)
  assert.equal(fullIndex(0, 0x2ffffn), 0x30000n)
})
