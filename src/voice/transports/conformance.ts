import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type AudioFrame, FRAME_MS } from '#engines/audio.ts'
import { openClock } from '#voice/clock.ts'
import type { Key, LegEnd } from '#voice/contract.ts'
import type { MediaSession, TakeCall, Transport } from '#voice/transports/contract.ts'
import { shareOf, toneFrames } from '#voice/transports/testing.ts'

/** The party at the other end, as a faithful double of the provider plays it. Sound is 16 kHz here too. */
export type Party = {
  speak(frame: AudioFrame): void
  press(key: Key): void
  /** Null where the provider knows no hold. */
  hold: ((on: boolean) => void) | null
  hangUp(): void
  /** Everything heard so far. */
  heard(): Int16Array
  /** How many times it was told to throw away what it holds; null where it holds nothing. */
  cleared: (() => number) | null
  isOver(): boolean
  /** Bytes that no sane peer sends, on this very connection. */
  disturb(bytes: Buffer): void
}

export type Bench = {
  transport: Transport
  call(): Promise<Party>
  /** Someone who is not known tries; the answer says whether he got in. */
  intrude(): Promise<boolean>
  close(): Promise<void>
}

type Suite = {
  name: string
  open(take: TakeCall): Promise<Bench>
  /** Whether a peer that sends nonsense loses its own call; on others the nonsense is only passed over. */
  nonsenseEnds: boolean
}

const HIGH = 1700
const LOW = 600
const AHEAD = 9

/** What every transport must do, whatever is behind it. */
export function transportConformance(suite: Suite): void {
  soundTests(suite)
  callTests(suite)
  strangerTests(suite)
}

/** A house that takes every call, and somebody who calls. */
async function begin({ open }: Suite, t: TestContext) {
  const waiting: ((call: ReturnType<typeof listenTo>) => void)[] = []
  let asked = 0
  const bench = await open(() => {
    asked++
    return { answer: true, onSession: (session) => waiting.shift()?.(listenTo(session)) }
  })
  t.after(() => bench.close())
  const call = async () => {
    const arrived = new Promise<ReturnType<typeof listenTo>>((done) => void waiting.push(done))
    const party = await bench.call()
    return { party, ...(await arrived) }
  }
  return { bench, call, asked: () => asked }
}

function soundTests(suite: Suite): void {
  const { name } = suite
  test(`${name}: sound goes both ways, whole and in order`, async (t) => {
    const { call } = await begin(suite, t)
    const { party, session, sound } = await call()
    const frames = sweep(50)
    // As far ahead as a caller may give it, so that a busy machine leaves no gap.
    for (const frame of frames.slice(0, AHEAD)) session.send(frame)
    const rest = frames.slice(AHEAD)
    await paced(frames, (frame) => {
      party.speak(frame)
      const next = rest.shift()
      if (next) session.send(next)
    })
    await until(() => sound().length >= 320 * 48 && trimmed(party.heard()).length >= 320 * 47, 'a second of sound')
    assert.ok(likeness(frames, sound()) > 0.95, `heard here: ${likeness(frames, sound())}`)
    assert.ok(likeness(frames, party.heard()) > 0.95, `heard there: ${likeness(frames, party.heard())}`)
    const { received, lost } = session.quality()
    assert.ok(received >= 48 && lost === 0, `${received} received, ${lost} lost`)
  })

  test(`${name}: what was cleared is not heard`, async (t) => {
    const { call } = await begin(suite, t)
    const { party, session } = await call()
    for (const frame of tone(LOW, 10)) session.send(frame)
    session.clear()
    await paced(tone(HIGH, 20), session.send)
    await until(() => secondsOf(HIGH, party.heard()) > 0.25, 'what came after')
    assert.ok(secondsOf(LOW, party.heard()) <= 0.04, `${secondsOf(LOW, party.heard())} s of what was cleared`)
    if (party.cleared) assert.equal(party.cleared(), 1)
  })

  test(`${name}: sound given ahead of time leaves at its own pace`, async (t) => {
    const { call } = await begin(suite, t)
    const { party, session } = await call()
    for (const frame of tone(HIGH, 40)) session.send(frame)
    await until(() => secondsOf(HIGH, party.heard()) > 0.02, 'the first frames')
    session.clear()
    await pause(100)
    assert.ok(secondsOf(HIGH, party.heard()) < 0.7, 'the rest was still here to be cleared')
  })
}

function callTests(suite: Suite): void {
  const { name } = suite
  test(`${name}: each key is told once, in order`, async (t) => {
    const { call } = await begin(suite, t)
    const { party, keys } = await call()
    for (const key of ['1', '1', '*', '0', '#'] as const) party.press(key)
    await until(() => keys.length >= 5, 'five keys')
    await pause(100)
    assert.equal(keys.join(''), '11*0#')
  })

  test(`${name}: hold and resume are told`, async (t) => {
    const { call } = await begin(suite, t)
    const { party, holds } = await call()
    if (!party.hold) return assert.deepEqual(holds, [])
    party.hold(true)
    await until(() => holds.length === 1, 'hold')
    party.hold(false)
    await until(() => holds.length === 2, 'resume')
    assert.deepEqual(holds, [true, false])
  })

  test(`${name}: either side hangs up, the end is told once, and nothing happens after it`, async (t) => {
    const { call } = await begin(suite, t)
    const first = await call()
    first.party.hangUp()
    await until(() => first.ends.length, 'their end')
    const second = await call()
    await second.session.hangUp()
    await until(() => second.party.isOver(), 'the end told to them')
    second.party.speak(tone(LOW, 1)[0]!)
    second.session.send(tone(LOW, 1)[0]!)
    second.session.clear()
    second.session.sendKeys(['1'])
    assert.equal(await second.session.transfer('1001'), 'not-able')
    await second.session.hangUp()
    await pause(100)
    assert.deepEqual([first.ends, second.ends], [['caller-hung-up'], ['we-hung-up']])
    assert.equal(second.sound().length, 0)
  })
}

function strangerTests(suite: Suite): void {
  const { name } = suite
  test(`${name}: nonsense from one peer leaves the calls of others alone`, async (t) => {
    const { call } = await begin(suite, t)
    const [good, bad] = [await call(), await call()]
    for (const bytes of NONSENSE) bad.party.disturb(bytes)
    await paced(tone(HIGH, 25), good.party.speak)
    await until(() => secondsOf(HIGH, good.sound()) > 0.3, 'the good call')
    assert.equal(good.ends.length, 0)
    if (!suite.nonsenseEnds) assert.equal(bad.ends.length, 0)
  })

  test(`${name}: who is unknown stays out`, async (t) => {
    const { bench, asked } = await begin(suite, t)
    assert.equal(await bench.intrude(), false)
    assert.equal(asked(), 0)
  })

  test(`${name}: a call that is refused is over at once`, async (t) => {
    const bench = await suite.open(() => ({ answer: false, why: 'closed' }))
    t.after(() => bench.close())
    const party = await bench.call()
    await until(() => party.isOver(), 'the refusal')
  })
}

function listenTo(session: MediaSession) {
  const heard: AudioFrame[] = []
  const keys: Key[] = []
  const holds: boolean[] = []
  const ends: LegEnd[] = []
  session.onAudio((frame) => {
    assert.equal(frame.length, 320)
    heard.push(frame)
  })
  session.onKey((key) => void keys.push(key))
  session.onHold((held) => void holds.push(held))
  session.onEnd((why) => void ends.push(why))
  return { session, keys, holds, ends, sound: () => Int16Array.from(heard.flatMap((frame) => [...frame])) }
}

/** Gives each frame when it is due. */
function paced(frames: AudioFrame[], give: (frame: AudioFrame) => void): Promise<void> {
  const clock = openClock()
  let next = 0
  return new Promise((done) => {
    clock.onBeat(() => {
      if (next < frames.length) return give(frames[next++]!)
      clock.close()
      done()
    })
  })
}

export async function until(look: () => unknown, what: string, ms = 5000): Promise<void> {
  for (const end = Date.now() + ms; !look(); await pause(10))
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`)
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

const tone = toneFrames
/** Rises from 500 to 2500 Hz, so that lost, doubled or swapped frames are heard. */
function sweep(frames: number): AudioFrame[] {
  let phase = 0
  const hzAt = (at: number) => 500 + (2000 * at) / (frames * 320)
  return Array.from({ length: frames }, (_, frame) =>
    Int16Array.from({ length: 320 }, (_, n) => {
      phase += (2 * Math.PI * hzAt(frame * 320 + n)) / 16_000
      return Math.round(9000 * Math.sin(phase))
    }),
  )
}

const trimmed = (sound: Int16Array) => {
  const start = sound.findIndex((sample) => Math.abs(sample) > 500)
  return start < 0 ? new Int16Array(0) : sound.subarray(start, sound.findLastIndex((x) => Math.abs(x) > 500) + 1)
}

/** Best correlation with what was sent, over the delays that a codec and its filters may have. */
function likeness(frames: AudioFrame[], heard: Int16Array): number {
  const sent = Int16Array.from(frames.slice(0, 46).flatMap((frame) => [...frame]))
  const got = trimmed(heard)
  let best = 0
  for (let delay = -80; delay <= 80; delay++) {
    let [dot, a, b] = [0, 0, 0]
    for (let n = 100; n < sent.length; n++) {
      const y = got[n + delay] ?? 0
      dot += sent[n]! * y
      a += sent[n]! ** 2
      b += y ** 2
    }
    best = Math.max(best, b ? dot / Math.sqrt(a * b) : 0)
  }
  return best
}

/** Seconds in which the sound is nearly this tone alone. */
function secondsOf(hz: number, sound: Int16Array): number {
  let frames = 0
  for (let at = 0; at + 320 <= sound.length; at += 320) {
    const frame = sound.subarray(at, at + 320)
    if (frame.some((sample) => Math.abs(sample) > 1000) && shareOf(hz, frame) > 0.7) frames++
  }
  return (frames * FRAME_MS) / 1000
}

const NONSENSE = [
  Buffer.from([0]),
  Buffer.alloc(3),
  Buffer.alloc(1400, 0xff),
  Buffer.from('INVITE sip:x SIP/2.0\r\n\r\n'),
  Buffer.from('{"event":"media","media":{"payload":17}}'),
  Buffer.from('{"event":"start"}'),
  Buffer.from([0x80, 0xc8, 0xff, 0xff, 0, 0, 0, 0]),
  Buffer.from([0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42, ...new Uint8Array(12)]),
]
