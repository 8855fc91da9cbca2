import type { LegEnd } from '#voice/contract.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { formatUri, parseNameAddress, parseUri } from '#voice/transports/sip/address.ts'
import type { Leg } from '#voice/transports/sip/leg.ts'
import { serverOf } from '#voice/transports/sip/lines.ts'
import { type Header, headerOf } from '#voice/transports/sip/message.ts'
import type { Asked } from '#voice/transports/sip/transactions.ts'

const WAIT_MS = 60_000

/** Asks the other side to call somebody else (RFC 3515) and waits until it says how that went. */
export function transferOut(leg: Leg, target: string): Promise<'transferred' | 'refused' | 'not-able'> {
  return new Promise((done) => {
    let stop = () => {}
    function settle(how: 'transferred' | 'refused' | 'not-able') {
      stop()
      leg.onProgress = () => {}
      leg.finish = finish
      done(how)
      if (how !== 'transferred' || leg.listeners.isOver()) return
      leg.finish('transferred')
      void leg.bye()
    }
    // Many switches hang up as soon as the new call stands, some before they say so.
    const { finish } = leg
    leg.finish = (why: LegEnd) => {
      leg.finish = finish
      finish(why === 'caller-hung-up' ? 'transferred' : why)
      settle(why === 'caller-hung-up' ? 'transferred' : 'refused')
    }
    leg.onProgress = (status) => {
      if (status >= 200) settle(status < 300 ? 'transferred' : 'refused')
    }
    const headers: Header[] = [
      ['refer-to', `<${uriOf(leg, target)}>`],
      ['referred-by', leg.dialog.ours.replace(/;tag=.*$/, '')],
      ['contact', leg.contact],
    ]
    leg.ask('REFER', { headers }, ({ status }) => {
      if (status >= 300) return settle([405, 420, 501].includes(status) ? 'not-able' : 'refused')
      stop = leg.after(WAIT_MS, () => settle('refused'))
    })
  })
}

function uriOf(leg: Leg, target: string): string {
  if (/^sips?:/i.test(target) && parseUri(target)) return target
  const theirs = parseUri(parseNameAddress(leg.dialog.theirs)?.uri ?? '')
  const { host, port } = leg.line.server ? serverOf(leg.line) : { host: theirs?.host ?? '', port: theirs?.port ?? null }
  return formatUri({ user: target, host, port: port === 5060 ? null : port })
}

type Dial = (to: string) => Promise<MediaSession | { failed: LegEnd }>

/**
 * The other side passes us on to somebody else: we call there over the same line, tell how it goes, and the call goes on
 * with the new party. Only numbers of that line are called, whatever host is named: nobody shall make us call elsewhere.
 */
export async function transferIn(leg: Leg, asked: Asked, dial: Dial): Promise<void> {
  const address = parseNameAddress(headerOf(asked.request, 'refer-to') ?? '')
  const uri = address && parseUri(address.uri)
  if (!uri?.user) return asked.answer(400)
  if (!leg.line.server || leg.isReplaced()) return asked.answer(603)
  asked.answer(202, { headers: [['contact', leg.contact]] })
  const tell = (line: string, isLast: boolean) => {
    const headers: Header[] = [
      ['event', 'refer'],
      ['subscription-state', isLast ? 'terminated;reason=noresource' : 'active;expires=60'],
      ['contact', leg.contact],
      ['content-type', 'message/sipfrag;version=2.0'],
    ]
    return new Promise<void>((done) => leg.ask('NOTIFY', { headers, body: `SIP/2.0 ${line}\r\n` }, () => done()))
  }
  void tell('100 Trying', false)
  const next = await dial(uri.user)
  if ('failed' in next) {
    await tell(next.failed === 'busy' ? '486 Busy Here' : '480 Temporarily Unavailable', true)
    return
  }
  if (leg.listeners.isOver()) return next.hangUp()
  leg.replaceWith(next)
  await tell('200 OK', true)
  await leg.bye()
}
