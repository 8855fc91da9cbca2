import type { Key, LegEnd } from '#voice/contract.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import type { Listeners } from '#voice/transports/listeners.ts'
import { type Ask, openAsking } from '#voice/transports/sip/ask.ts'
import type { Dialog } from '#voice/transports/sip/dialog.ts'
import { openKeepAlive } from '#voice/transports/sip/keep-alive.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import type { Media } from '#voice/transports/sip/media.ts'
import type { SipRequest } from '#voice/transports/sip/message.ts'
import type { SessionTimer } from '#voice/transports/sip/session-timer.ts'
import type { Transactions } from '#voice/transports/sip/transactions.ts'
import { transferOut } from '#voice/transports/sip/transfer.ts'
import type { Timers } from '#voice/transports/timers.ts'

type Options = {
  transactions: Transactions
  clock: Timers
  contact: string
  line: Line
  dialog: Dialog
  media: Media
  listeners: Listeners
  timer: SessionTimer | null
  about: Pick<MediaSession, 'id' | 'direction' | 'from' | 'to' | 'details'>
  /** The leg is over and may be forgotten. */
  onGone(): void
}

/** One answered SIP call: its dialog, its sound, and the session that the house holds. */
export type Leg = {
  readonly session: MediaSession
  readonly dialog: Dialog
  readonly media: Media
  readonly listeners: Listeners
  readonly line: Line
  readonly contact: string
  readonly ask: Ask
  readonly after: Timers['after']
  keepTime(timer: SessionTimer | null): void
  bye(): Promise<void>
  /** Replaced while a transfer waits for its outcome. */
  finish(why: LegEnd): void
  /** News of a transfer that we asked for, as a status of SIP. */
  onProgress(status: number): void
  /** The ACK of an INVITE that we answered. */
  onAck(request: SipRequest): void
  /** From now on another call is this one; what stood with the old party is over. */
  replaceWith(next: MediaSession): void
  isReplaced(): boolean
}

export function openLeg(options: Options): Leg {
  const { dialog, media, listeners, clock, line, contact } = options
  const ask = openAsking(dialog, line, options.transactions)
  const lost = () => {
    leg.finish('lost')
    void leg.bye()
  }
  const alive = openKeepAlive({ clock, ask, media, contact, lost })
  let relay: MediaSession | null = null
  const leg: Leg = {
    ...{ dialog, media, listeners, line, contact, ask, after: clock.after },
    session: sessionOf(
      options,
      () => leg,
      () => relay,
    ),
    keepTime: alive.keep,
    bye: () =>
      new Promise((done) => {
        ask('BYE', {}, () => done())
        clock.after(2000, done)
      }),
    finish(why) {
      if (!listeners.end(why)) return
      alive.stop()
      media.close()
      options.onGone()
    },
    onProgress: () => {},
    onAck: () => {},
    replaceWith(next) {
      relay = next
      alive.stop()
      media.close()
      next.onAudio(listeners.audio)
      next.onKey(listeners.key)
      next.onHold(listeners.held)
      next.onEnd((why) => {
        listeners.end(why)
        options.onGone()
      })
    },
    isReplaced: () => relay !== null,
  }
  alive.keep(options.timer)
  return leg
}

function sessionOf(
  { about, listeners, media }: Options,
  leg: () => Leg,
  relay: () => MediaSession | null,
): MediaSession {
  const { stream } = media
  return {
    ...about,
    ...listeners.on,
    transport: 'sip',
    customerId: null,
    send: (frame) => void (listeners.isOver() || (relay() ?? stream).send(frame)),
    clear: () => (relay() ?? stream).clear(),
    sendKeys: (keys) => void (listeners.isOver() || (relay()?.sendKeys ?? ((all) => sendKeys(leg(), all)))(keys)),
    quality: () => (relay() ?? stream).quality(),
    transfer: async (target) =>
      listeners.isOver() ? 'not-able' : (relay()?.transfer(target) ?? transferOut(leg(), target)),
    async hangUp() {
      if (listeners.isOver()) return
      const next = relay()
      if (next) return next.hangUp()
      leg().finish('we-hung-up')
      await leg().bye()
    },
  }
}

/** Keys go in the sound where the other side takes them there, and else as INFO. */
function sendKeys({ media, ask }: Leg, keys: Key[]) {
  if (media.takesKeys()) return media.stream.sendKeys(keys)
  for (const key of keys) {
    const body = `Signal=${key}\r\nDuration=160\r\n`
    ask('INFO', { headers: [['content-type', 'application/dtmf-relay']], body }, () => {})
  }
}
