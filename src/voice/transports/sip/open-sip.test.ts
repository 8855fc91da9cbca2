import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Key, LegEnd } from '#voice/contract.ts'
import type { Incoming, MediaSession, TakeCall } from '#voice/transports/contract.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import { openSip, type SipOptions } from '#voice/transports/sip/open-sip.ts'

const line = (more: Partial<Line> = {}): Line => ({
  id: 'trunk',
  name: 'trunk',
  server: '',
  transport: 'udp',
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

for (const transport of ['udp', 'tcp'] as const) {
  test(`a call over ${transport}: answered, sound and keys both ways, hang-up told to the other side`, async () => {
    const house = answering()
    const ours = await openSip(options([line()]), house.take, log)
    const theirs = await openSip(options([line({ server: ours.listening, transport })]), nobody, log)
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

const tone = () =>
  Int16Array.from({ length: 320 }, (_, n) => Math.round(9000 * Math.sin((2 * Math.PI * 500 * n) / 16_000)))
