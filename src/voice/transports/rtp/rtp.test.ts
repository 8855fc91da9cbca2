import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { KEYS } from '#voice/contract.ts'
import { decodeG711, encodeG711, silenceOf } from '#voice/transports/rtp/g711.ts'
import { type Ordered, openJitterBuffer } from '#voice/transports/rtp/jitter-buffer.ts'
import { formatRtp, isRtcp, parseRtp, type RtpPacket } from '#voice/transports/rtp/packet.ts'
import { openReception } from '#voice/transports/rtp/reception.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'
import { formatReport, middleOfNtp, parseRtcp } from '#voice/transports/rtp/rtcp.ts'
import { keyPayloads, openKeyReceiver } from '#voice/transports/rtp/telephone-event.ts'

const packet = (sequence: number, ssrc = 7): RtpPacket => ({
  payloadType: 8,
  marker: false,
  sequence: sequence & 0xffff,
  timestamp: (sequence * 160) >>> 0,
  ssrc,
  payload: Uint8Array.of(sequence & 255),
})

test('A-law and µ-law are those of the standard', () => {
  // Decoder output of ITU-T G.711 tables 1a and 2a at the ends and around zero.
  assert.deepEqual(
    [...decodeG711('pcma', Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a, 0x80, 0x00))],
    [8, -8, 32256, -32256, 5504, -5504],
  )
  assert.deepEqual([...decodeG711('pcmu', Uint8Array.of(0xff, 0x7f, 0x80, 0x00, 0xf0))], [0, 0, 32124, -32124, 120])
  for (const codec of ['pcma', 'pcmu'] as const) {
    const every = Uint8Array.from({ length: 256 }, (_, n) => n)
    const back = encodeG711(codec, decodeG711(codec, every))
    assert.deepEqual([...back].filter((byte, n) => byte !== n).length, codec === 'pcmu' ? 1 : 0, 'only −0 becomes 0')
  }
  assert.equal(silenceOf('pcma', 3).join(), '213,213,213')
})

test('a coded sample is the nearest step, about 37 dB under the sound', () => {
  for (const codec of ['pcma', 'pcmu'] as const) {
    const sound = tone(1000, 8000, 8000, 12_000)
    const heard = decodeG711(codec, encodeG711(codec, sound))
    const noise = sound.map((sample, n) => sample - heard[n]!)
    assert.ok(level(sound) - level(noise) > 35, `${codec}: ${level(sound) - level(noise)} dB`)
  }
})

test('sound keeps its level up to 3.4 kHz through both resamplers, and nothing folds into the band', () => {
  for (const hz of [300, 1000, 2000, 3000, 3400]) {
    const up = openDoubler()(tone(hz, 8000, 8000, 10_000))
    assert.ok(Math.abs(level(up.slice(200)) - level(tone(hz, 16_000, 16_000, 10_000))) < 0.5, `up ${hz}`)
    const down = openHalver()(tone(hz, 16_000, 16_000, 10_000))
    assert.ok(Math.abs(level(down.slice(100)) - level(tone(hz, 8000, 8000, 10_000))) < 0.5, `down ${hz}`)
  }
  for (const hz of [4700, 5500, 7000]) {
    const folded = openHalver()(tone(hz, 16_000, 16_000, 10_000))
    assert.ok(level(tone(hz, 16_000, 16_000, 10_000)) - level(folded.slice(100)) > 48, `folded ${hz}`)
  }
})

test('resampling in frames is resampling in one piece', () => {
  const sound = tone(700, 16_000, 3200, 9000)
  const [whole, pieces] = [openHalver(), openHalver()]
  const [double, doubles] = [openDoubler(), openDoubler()]
  const inFrames: number[] = []
  const again: number[] = []
  for (let at = 0; at < sound.length; at += 320) {
    const frame = pieces(sound.subarray(at, at + 320))
    inFrames.push(...frame)
    again.push(...doubles(frame))
  }
  assert.deepEqual(inFrames, [...whole(sound)])
  assert.deepEqual(again, [...double(Int16Array.from(inFrames))])
})

test('a packet comes back as it was sent, and noise is no packet and does no harm', () => {
  const bytes = formatRtp({ ...packet(65_535), marker: true })
  assert.deepEqual({ ...parseRtp(bytes)!, payload: 255 }, { ...packet(65_535), marker: true, payload: 255 })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      const read = parseRtp(noise)
      assert.ok(!read || (noise[0]! >> 6 === 2 && read.payload.length <= noise.length - 12))
      parseRtcp(noise)
      isRtcp(noise)
      openKeyReceiver()(noise, 1, 1)
    }),
  )
  assert.equal(parseRtp(Uint8Array.of(0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, ...new Uint8Array(12))), null, 'STUN')
})

test('packets leave in order whatever order they came in, across the wrap of the sequence numbers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 65_535 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 60 }),
      (start, delays) => {
        const buffer = openJitterBuffer()
        // The first packet stays first; each other one arrives up to three places late, some twice.
        const arrivals = delays
          .map((delay, n) => ({ n, at: n ? n + delay : -1 }))
          .sort((a, b) => a.at - b.at || a.n - b.n)
          .flatMap(({ n }) => (delays[n] === 3 ? [n, n] : [n]))
        const out = arrivals.flatMap((n, tick) => buffer.push(packet(start + n), tick))
        assert.deepEqual(
          sequences(out),
          delays.map((_, n) => (start + n) & 0xffff),
        )
        assert.equal(buffer.waiting(), 0)
      },
    ),
  )
})

test('a lost packet leaves its place once the wait is over, and a straggler is not played', () => {
  const buffer = openJitterBuffer(60)
  assert.deepEqual(sequences(buffer.push(packet(1), 0)), [1])
  assert.deepEqual(buffer.push(packet(3), 40), [])
  assert.deepEqual(buffer.due(90), [])
  assert.deepEqual(sequences(buffer.due(100)), ['lost', 3])
  assert.deepEqual(buffer.push(packet(2), 120), [])
  assert.deepEqual({ ...buffer.count }, { late: 1, duplicate: 0, reordered: 0, lost: 1 })
})

test('a source that begins anew is followed at once', () => {
  const buffer = openJitterBuffer()
  buffer.push(packet(10), 0)
  assert.deepEqual(sequences(buffer.push(packet(40_000), 20)), [40_000])
  assert.deepEqual(sequences(buffer.push(packet(40_001), 40)), [40_001])
})

test('arbitrary packets never make the buffer grow or throw', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 400 }), (all) => {
      const buffer = openJitterBuffer()
      all.forEach((sequence, n) => void buffer.push(packet(sequence), n * 20))
      assert.ok(buffer.waiting() <= 51)
    }),
  )
})

test('a key is heard once, with any of its packets lost, twice when pressed twice', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KEYS), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (key, arrives) => {
      const receive = openKeyReceiver()
      const heard = [1000, 3000].flatMap((timestamp) =>
        keyPayloads(key).flatMap((payload, n) => (arrives[n] ? (receive(payload, timestamp, 1) ?? []) : [])),
      )
      assert.deepEqual(heard, arrives.includes(true) ? [key, key] : [])
    }),
  )
  const ends = keyPayloads('#').filter((payload) => payload[1]! & 0x80)
  assert.equal(ends.length, 3)
  assert.equal(keyPayloads('#')[0]![0], 11)
})

test('loss, jitter and round trip are told by the arithmetic of RFC 3550', () => {
  const reception = openReception()
  for (let n = 0; n < 100; n++) if (n % 10 !== 5) reception.heard(packet(65_500 + n), n * 20 + (n % 2) * 4)
  const block = reception.block(5000)!
  assert.equal(block.lost, 10)
  assert.equal(block.fraction, 0.1)
  assert.equal(block.highest, 65_599)
  assert.deepEqual([reception.quality().received, reception.quality().lost], [90, 10])
  assert.ok(reception.quality().jitterMs > 3 && reception.quality().jitterMs < 4.5, `${reception.quality().jitterMs}`)
  reception.heard(packet(3, 8), 4000)
  assert.deepEqual([reception.quality().received, reception.quality().lost], [91, 10], 'a new source adds up')
})

test('a report says to the other side what was put in', () => {
  for (const name of ['yinghe', 'y', 'ying']) {
    const about = { ssrc: 9, fraction: 0.25, lost: -3, highest: 70_000, jitter: 12, lastReport: 5, delay: 6 }
    const bytes = formatReport({ ssrc: 1, now: 1_000_500, timestamp: 2, packets: 3, bytes: 4, name }, about, true)
    assert.ok(isRtcp(bytes) && bytes.length % 4 === 0)
    const read = parseRtcp(bytes)!
    assert.deepEqual(read.reports, [about])
    assert.equal(read.sent!.middle, middleOfNtp(1_000_500))
    assert.ok(read.bye)
  }
})

const sequences = (out: Ordered[]) => out.map((each) => (each === 'lost' ? each : each.sequence))

function tone(hz: number, rate: number, samples: number, size: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, n) => Math.round(size * Math.sin((2 * Math.PI * hz * n) / rate)))
}

const level = (sound: Int16Array) => 10 * Math.log10(sound.reduce((sum, x) => sum + x * x, 0) / sound.length + 1e-9)
