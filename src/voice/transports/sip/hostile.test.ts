import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { secondsOf, toneFrames } from '#voice/transports/testing.ts'
import {
  answering,
  listenTo,
  noWarnings,
  playing,
  sipLine,
  sipOptions,
} from '../../../../tests/harness/answering-sip.ts'
import { waitFor } from '../../../../tests/harness/wait-for.ts'
import { openSipParty } from '../../../../tests/twins/sip-party.ts'

/** Sends much and waits until the other end had time to read it. */
async function flood(target: string, from: string, packets: Uint8Array[]): Promise<void> {
  const [host, port] = target.split(':')
  const socket = createSocket('udp4').bind({ address: from, port: 0 })
  await once(socket, 'listening')
  for (const [n, packet] of packets.entries()) {
    socket.send(packet, Number(port), host, () => {})
    if (n % 50 === 49) await new Promise((done) => setImmediate(done))
  }
  await new Promise((done) => setTimeout(done, 50))
  socket.close()
}

const invite = (n: number, target: string) => `INVITE sip:bot@${target} SIP/2.0\r
Via: SIP/2.0/UDP 192.0.2.4:5090;branch=z9hG4bK${n};rport\r
From: "Wang" <sip:13800138000@192.0.2.4>;tag=a${n}\r
To: <sip:bot@${target}>\r
Call-ID: flood-${n}\r
CSeq: 1 INVITE\r
Contact: <sip:13800138000@192.0.2.4>\r
Session-Expires: 600;refresher=uac\r
Supported: timer\r
Content-Type: application/sdp\r
\r
v=0\r
o=- 1 1 IN IP4 192.0.2.4\r
s=-\r
c=IN IP4 192.0.2.4\r
t=0 0\r
m=audio 6000 RTP/AVP 8 101\r
a=rtpmap:101 telephone-event/8000\r
`

/** Bytes changed, cut, doubled or put in from elsewhere. */
const mutation = fc.record({
  flips: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 20 }),
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  method: fc.constantFrom('INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'REFER', 'UPDATE', 'NOTIFY', 'X'),
  line: fc.constantFrom(
    '',
    'Require: x\r\n',
    'Via: \r\n',
    'Contact: *\r\n',
    'Refer-To: <<\r\n',
    'Content-Length: 9\r\n',
    'To: x\r\n',
  ),
})

function mutated(
  text: string,
  { flips, cut, method, line }: { flips: [number, number][]; cut: number; method: string; line: string },
): Buffer {
  const bytes = Buffer.from(text.replaceAll('INVITE', method).replace('\r\nCall-ID', `\r\n${line}Call-ID`))
  for (const [at, byte] of flips) bytes[Math.floor(at * bytes.length)] = byte
  return cut < 0.3 ? bytes.subarray(0, Math.floor((cut / 0.3) * bytes.length)) : bytes
}

/** Megabytes of what is still referred to. */
function kept(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
/** Each of these is 700 bytes and more; were they kept, it would be 10 MB. The test itself keeps the sound it hears. */
const PACKETS = 15_000
const MOST_MB = 5

const STUN = Uint8Array.of(0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, ...new Uint8Array(12))

test('calls in progress are unharmed by mutated SIP and RTP, STUN, noise and floods', async (t) => {
  const house = answering()
  const known = sipLine({ allow: ['127.0.0.1', '127.0.0.9'] })
  const sip = await openSip(sipOptions([known]), house.take, noWarnings)
  const far = await openSip(sipOptions([sipLine({ server: sip.listening })]), answering().take, noWarnings)
  t.after(() => Promise.all([sip.close(), far.close()]))
  const outgoing = await far.dial!('95000', { from: '13800138000', ringMs: 5000, signal: new AbortController().signal })
  assert.ok('id' in outgoing)
  const caller = listenTo(outgoing)
  const call = await waitFor(() => house.calls[0], 'the call')
  const stops = [playing(call.session, toneFrames(1000, 50)), playing(outgoing, toneFrames(700, 50))]
  t.after(() => {
    for (const stop of stops) stop()
  })
  const media = await openSipParty(sip.listening)
  t.after(media.close)
  await media.invite()
  const port = `127.0.0.1:${media.house().port}`

  const noise = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 400 }), 300)
  const texts = fc.sample(mutation, 600).map((change, n) => mutated(invite(n, sip.listening), change))
  // From a host that may call, so that nothing stands before the parts that act.
  await flood(sip.listening, '127.0.0.9', [...noise, ...texts, STUN])
  await flood(
    sip.listening,
    '127.0.0.66',
    Array.from({ length: 5000 }, (_, n) => Buffer.from(invite(n, sip.listening))),
  )
  const rtp = fc.sample(fc.uint8Array({ minLength: 8, maxLength: 300 }), 500).map((bytes, n) => {
    bytes[0] = n % 3 ? 0x80 : bytes[0]!
    return bytes
  })
  for (const from of ['127.0.0.1', '127.0.0.66']) await flood(port, from, [...rtp, STUN])
  for (const bytes of [Buffer.alloc(70_000, 65), Buffer.from('GET / HTTP/1.1\r\n\r\n'), ...texts.slice(0, 30)]) {
    const [host, at] = sip.listening.split(':')
    const socket = connect(Number(at), host)
    socket.on('error', () => {})
    socket.on('connect', () => socket.end(bytes))
    await new Promise((done) => socket.on('close', done))
  }

  const strangers = Array.from({ length: 5000 }, (_, n) => Buffer.from(invite(n, sip.listening)))
  const [before, dropped] = [kept(), sip.dropped()]
  for (let wave = 0; wave < 50 && sip.dropped() < dropped + PACKETS; wave++) {
    await flood(sip.listening, '127.0.0.66', strangers)
    await flood(port, '127.0.0.66', rtp)
  }
  const grown = kept() - before
  t.diagnostic(`${sip.dropped() - dropped} packets of a stranger later ${grown.toFixed(2)} MB more are kept`)
  assert.ok(sip.dropped() >= dropped + PACKETS)
  assert.ok(grown < MOST_MB, `${grown} MB more are kept`)

  assert.ok(sip.dropped() > 100, `${sip.dropped()} dropped of the stranger`)
  assert.equal(house.asked.filter(({ from }) => from === '13800138000').length >= 2, true)
  for (const heard of [call, caller]) {
    assert.equal(heard.end(), null)
    const before = heard.sound().length
    await waitFor(() => heard.sound().length > before + 16_000, 'another second of sound')
  }
  assert.ok(secondsOf(700, call.sound().subarray(-16_000)) > 0.5, 'the caller is heard')
  assert.ok(secondsOf(1000, caller.sound().subarray(-16_000)) > 0.5, 'the house is heard')
  await outgoing.hangUp()
  await waitFor(() => call.end(), 'the end')
})
