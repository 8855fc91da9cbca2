import { KEYS, type Key } from '#voice/contract.ts'
import { follow } from '#voice/transports/sip/dialog.ts'
import type { Leg } from '#voice/transports/sip/leg.ts'
import { type Header, headerOf, type SipRequest, valuesOf } from '#voice/transports/sip/message.ts'
import { SHORTEST, timerHeaders, timerOfRequest } from '#voice/transports/sip/session-timer.ts'
import type { Asked } from '#voice/transports/sip/transactions.ts'

export const ALLOW: Header = ['allow', 'INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, REFER, NOTIFY, PRACK']

/** A request of the other side within a call. `refer` follows a transfer that it asks for. */
export function handleWithin(leg: Leg, asked: Asked, refer: (leg: Leg, asked: Asked) => void) {
  const { request } = asked
  if (!follow(leg.dialog, request, asked.peer)) return asked.answer(500)
  switch (request.method) {
    case 'BYE':
      asked.answer(200)
      return leg.isReplaced() ? undefined : leg.finish('caller-hung-up')
    case 'INVITE':
    case 'UPDATE':
      return changeMedia(leg, asked)
    case 'INFO':
      return takeKey(leg, asked)
    case 'OPTIONS':
      return asked.answer(200, { headers: [ALLOW, ['accept', 'application/sdp']] })
    case 'REFER':
      return refer(leg, asked)
    case 'NOTIFY':
      return takeProgress(leg, asked)
    default:
      return asked.answer(405, { headers: [ALLOW] })
  }
}

/** Hold, resume, another codec or address, or only a sign of life. */
function changeMedia(leg: Leg, asked: Asked) {
  const { request } = asked
  if (leg.isReplaced()) return asked.answer(488)
  const timer = timerOfRequest(request)
  if (timer === 'too-short') return asked.answer(422, { headers: [['min-se', String(SHORTEST)]] })
  const supported = valuesOf(request, 'supported').includes('timer')
  const headers: Header[] = [['contact', leg.contact], ALLOW, ['supported', 'timer']]
  if (timer) headers.push(...timerHeaders(timer, supported))
  const offersNothing = !request.body.trim()
  const body = offersNothing ? (request.method === 'INVITE' ? leg.media.offer() : '') : leg.media.answer(request.body)
  if (body === null) return asked.answer(488)
  if (body) headers.push(['content-type', 'application/sdp'])
  if (request.method === 'INVITE') {
    leg.onAck = (ack) => {
      asked.acknowledge()
      if (offersNothing && leg.media.takeAnswer(ack.body)) leg.listeners.held(leg.media.isHeld())
    }
    asked.onUnheard(() => {
      leg.finish('lost')
      void leg.bye()
    })
  }
  asked.answer(200, { headers, body })
  if (timer) leg.keepTime(timer)
  if (!offersNothing) leg.listeners.held(leg.media.isHeld())
}

/** Keys as SIP INFO: `Signal=5` of application/dtmf-relay, or the bare key of application/dtmf. */
function takeKey(leg: Leg, asked: Asked) {
  const { request } = asked
  const type = headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/dtmf-relay' && type !== 'application/dtmf')
    return asked.answer(request.body ? 415 : 200, { headers: [['accept', 'application/dtmf-relay, application/dtmf']] })
  const given = type === 'application/dtmf' ? request.body.trim() : /^\s*Signal\s*=\s*(\S+)/im.exec(request.body)?.[1]
  const key = { '10': '*', '11': '#' }[given ?? ''] ?? given
  if (!KEYS.includes(key as Key)) return asked.answer(400)
  asked.answer(200)
  leg.listeners.key(key as Key)
}

function takeProgress(leg: Leg, asked: Asked) {
  const { request } = asked
  if (!/^refer\b/i.test(headerOf(request, 'event') ?? '')) return asked.answer(489)
  asked.answer(200)
  const status = Number(/^\s*SIP\/2\.0\s+(\d{3})/i.exec(request.body)?.[1])
  if (status) leg.onProgress(status)
}

/** What else the caller's equipment said: headers of its own, never those that the protocol uses. */
export function detailsOf(request: SipRequest): Record<string, string> {
  const told = request.headers.filter(([name]) => /^x-|^(diversion|user-agent|subject)$/.test(name))
  return Object.fromEntries(told.slice(0, 20).map(([name, value]) => [name.slice(0, 64), value.slice(0, 256)]))
}
