import assert from 'node:assert/strict'
import { openClock } from '#voice/clock.ts'
import type { Key, LegEnd } from '#voice/contract.ts'
import type { Incoming, MediaSession, TakeCall } from '#voice/transports/contract.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import type { SipOptions } from '#voice/transports/sip/open-sip.ts'

export const sipLine = (more: Partial<Line> = {}): Line => ({
  ...{ id: 'trunk', name: 'trunk', server: '', transport: 'udp', srtp: false, user: '', password: '', register: false },
  ...{ allow: ['127.0.0.1'], takesPassword: false, number: '' },
  ...more,
})

let nextRtp = 20_000 + 2 * Math.floor(Math.random() * 5000)

export function sipOptions(lines: Line[], more: Partial<SipOptions> = {}): SipOptions {
  nextRtp += 100
  return {
    ...{ host: '127.0.0.1', port: 0, publicAddress: '', lines, mostCalls: 20 },
    tls: { port: 0, certificate: '', key: '', authorities: '' },
    rtpPorts: { from: nextRtp, to: nextRtp + 99 },
    ...more,
  }
}

/** Nothing that comes from the network may end in a warning. */
export const noWarnings = {
  warn: (about: object, why: string) => assert.fail(`${why}: ${'err' in about ? (about.err as Error).stack : ''}`),
}

/** What came of one session. */
export function listenTo(session: MediaSession) {
  const heard: Int16Array[] = []
  const keys: Key[] = []
  const holds: boolean[] = []
  let why: LegEnd | null = null
  session.onAudio((frame) => void heard.push(frame))
  session.onKey((key) => void keys.push(key))
  session.onHold((held) => void holds.push(held))
  session.onEnd((end) => {
    assert.equal(why, null, 'an end comes once')
    why = end
  })
  return {
    session,
    keys,
    holds,
    frames: heard,
    sound: (): Int16Array => Int16Array.from(heard.flatMap((frame) => [...frame])),
    end: (): LegEnd | null => why,
  }
}
export type Heard = ReturnType<typeof listenTo>

/** Takes every call and keeps what comes of it. */
export function answering() {
  const calls: Heard[] = []
  const asked: Incoming[] = []
  const take: TakeCall = (incoming) => {
    asked.push(incoming)
    return { answer: true, onSession: (session) => void calls.push(listenTo(session)) }
  }
  return { take, asked, calls }
}

/** Plays frames at their pace until stopped, as far ahead as is allowed. */
export function playing(session: MediaSession, frames: Int16Array[]): () => void {
  const clock = openClock()
  let next = 0
  const play = () => session.send(frames[next++ % frames.length]!)
  for (let n = 0; n < 9; n++) play()
  clock.onBeat(play)
  return clock.close
}
