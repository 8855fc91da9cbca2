import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Key, LegEnd } from '#voice/contract.ts'
import type { Incoming, MediaSession, TakeCall } from '#voice/transports/contract.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import { openSip, type SipOptions } from '#voice/transports/sip/open-sip.ts'
import { selfSigned } from '../../../../tests/harness/certificate.ts'
import { freePort } from '../../../../tests/harness/free-port.ts'

const line = (more: Partial<Line> = {}): Line => ({
  id: 'trunk',
  name: 'trunk',
  server: '',
  transport: 'udp',
  srtp: false,
  user: '',
  password: '',
  register: false,
  allow: ['127.0.0.1'],
  takesPassword: false,
  number: '',
  ...more,
})
const log = {
  warn: (about: object, why: string) =>
    assert.fail(`${why}: ${JSON.stringify(about)} ${'err' in about ? about.err : ''}`),
}
let nextRtp = 20_000
const options = (lines: Line[], more: Partial<SipOptions> = {}): SipOptions => {
  nextRtp += 200
  return {
    ...{ host: '127.0.0.1', port: 0, publicAddress: '', lines, mostCalls: 20 },
    tls: { port: 0, certificate: '', key: '', authorities: '' },
    rtpPorts: { from: nextRtp, to: nextRtp + 199 },
    ...more,
  }
}
const dialling = () => ({ from: '13800138000', ringMs: 5000, signal: new AbortController().signal })

/** Takes every call; `next` waits for one. */
function answering() {
  const waiting: ((session: MediaSession) => void)[] = []
  const asked: Incoming[] = []
  const take: TakeCall = (incoming) => {
    asked.push(incoming)
    return { answer: true, onSession: (session) => waiting.shift()?.(session) }
  }
  return { take, asked, next: () => new Promise<MediaSession>((done) => void waiting.push(done)) }
}
const nobody: TakeCall = () => ({ answer: false, why: 'unknown' })
const session = (outcome: MediaSession | { failed: LegEnd }): MediaSession => {
  assert.ok('id' in outcome, `failed: ${'failed' in outcome ? outcome.failed : ''}`)
  return outcome
}
const ended = (of: MediaSession) => new Promise<LegEnd>((done) => of.onEnd(done))

const identity = selfSigned('house.test')
const trusting = (authorities: string) => ({ tls: { port: 0, certificate: '', key: '', authorities } })
/** A house that takes encrypted calls only, and where it listens for them. */
async function secretHouse(take: TakeCall) {
  const tls = { port: await freePort(), ...identity, authorities: '' }
  const sip = await openSip(options([line({ transport: 'tls', srtp: true })], { tls }), take, log)
  return { sip, at: `127.0.0.1:${tls.port}` }
}

for (const transport of ['udp', 'tcp', 'tls with encrypted sound'] as const) {
  test(`a call over ${transport}: answered, sound and keys both ways, hang-up told to the other side`, async () => {
    const house = answering()
    const isSecret = transport !== 'udp' && transport !== 'tcp'
    const { sip: ours, at } = isSecret
      ? await secretHouse(house.take)
      : await openSip(options([line()]), house.take, log).then((sip) => ({ sip, at: sip.listening! }))
    const how = isSecret ? ({ transport: 'tls', srtp: true } as const) : { transport }
    const theirs = await openSip(options([line({ server: at, ...how })], trusting(identity.certificate)), nobody, log)
    const incoming = house.next()
    const outgoing = session(await theirs.dial!('95000', dialling()))
    const caller = await incoming
    assert.deepEqual([house.asked[0]!.from, house.asked[0]!.to], ['13800138000', '95000'])
    const heard = (of: MediaSession) =>
      new Promise<number>((done) => of.onAudio((frame) => frame.some((x) => Math.abs(x) > 3000) && done(frame.length)))
    const keys = (of: MediaSession, count: number) =>
      new Promise<Key[]>((done) => {
        const got: Key[] = []
        of.onKey((key) => got.push(key) === count && done(got))
      })
    const [atHouse, atCaller] = [heard(caller), heard(outgoing)]
    const [keysHere, keysThere] = [keys(caller, 3), keys(outgoing, 2)]
    for (let n = 0; n < 8; n++) for (const each of [caller, outgoing]) each.send(tone())
    assert.deepEqual(await Promise.all([atHouse, atCaller]), [320, 320])
    outgoing.sendKeys(['1', '1', '#'])
    caller.sendKeys(['*', '0'])
    assert.deepEqual(await Promise.all([keysHere, keysThere]), [
      ['1', '1', '#'],
      ['*', '0'],
    ])
    const ends = Promise.all([ended(caller), ended(outgoing)])
    await caller.hangUp()
    assert.deepEqual(await ends, ['we-hung-up', 'caller-hung-up'])
    assert.deepEqual([ours.calls(), theirs.calls()], [0, 0])
    await Promise.all([ours.close(), theirs.close()])
  })
}

test('a line with encrypted sound takes no other call, and a switch that nobody vouches for is not called', async (t) => {
  const house = answering()
  const { sip: ours, at } = await secretHouse(house.take)
  t.after(() => ours.close())
  const outcome = async (more: Partial<Line>, authorities = identity.certificate) => {
    const theirs = await openSip(options([line({ server: at, ...more })], trusting(authorities)), nobody, log)
    const dialled = await theirs.dial!('95000', dialling())
    await theirs.close()
    return 'failed' in dialled ? dialled.failed : 'answered'
  }
  assert.equal(await outcome({ transport: 'tls', srtp: false }), 'refused', 'sound in the clear')
  assert.equal(await outcome({ server: ours.listening!, transport: 'udp' }), 'refused', 'signals in the clear')
  assert.equal(await outcome({ transport: 'tls', srtp: true }, selfSigned('other.test').certificate), 'failed')
  assert.equal(await outcome({ server: at.replace('127.0.0.1', 'localhost'), transport: 'tls', srtp: true }), 'failed')
  assert.equal(ours.calls(), 0)
})

const tone = () =>
  Int16Array.from({ length: 320 }, (_, n) => Math.round(9000 * Math.sin((2 * Math.PI * 500 * n) / 16_000)))
