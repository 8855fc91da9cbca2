import { newId } from '#platform/id.ts'
import { openListeners } from '#voice/transports/listeners.ts'
import { tagOf, userOf } from '#voice/transports/sip/address.ts'
import { SUPPORTED, unknownExtensions } from '#voice/transports/sip/credentials.ts'
import { contactOf, dialogOfRequest, newTag } from '#voice/transports/sip/dialog.ts'
import { callKey, contactHeader, type Endpoint } from '#voice/transports/sip/endpoint.ts'
import { openLeg } from '#voice/transports/sip/leg.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import { openMedia } from '#voice/transports/sip/media.ts'
import { type Header, headerOf, type SipRequest, valuesOf } from '#voice/transports/sip/message.ts'
import { isReliable, ringReliably } from '#voice/transports/sip/reliable.ts'
import { ALLOW, detailsOf } from '#voice/transports/sip/requests.ts'
import { type SessionTimer, SHORTEST, timerHeaders, timerOfRequest } from '#voice/transports/sip/session-timer.ts'
import type { Asked } from '#voice/transports/sip/transactions.ts'

const REFUSALS = { busy: 486, unknown: 404, closed: 480 } as const

/** A call that comes in over a line: refuse it, or answer it and hand it on once the caller has acknowledged. */
export async function answerCall(endpoint: Endpoint, asked: Asked, line: Line): Promise<void> {
  const { request } = asked
  const timer = timerOfRequest(request)
  const refusal = refusalOf(endpoint, request, timer)
  if (refusal) return asked.answer(...refusal)
  const from = userOf(headerOf(request, 'p-asserted-identity') ?? headerOf(request, 'from'))
  const to = userOf(headerOf(request, 'to'))
  const details = { ...detailsOf(request), line: line.id }
  const verdict = endpoint.take({ transport: 'sip', from, to, customerId: null, details })
  if (!verdict.answer) return asked.answer(REFUSALS[verdict.why])
  const tag = newTag()
  const contact = contactHeader(endpoint, to, asked.peer.transport)
  const calledOff = new AbortController()
  asked.onCancel(() => {
    asked.answer(487, { tag })
    calledOff.abort()
  })
  const { signal } = calledOff
  if (isReliable(request) && !(await ringReliably(endpoint, asked, { tag, contact, signal }))) return
  const listeners = openListeners()
  const media = await openMedia({
    ...{ ports: endpoint.ports, clock: endpoint.mediaClock, address: endpoint.address },
    secure: line.srtp,
    signalling: asked.peer.address,
    onFrame: listeners.audio,
    onKey: listeners.key,
  })
  if (signal.aborted) return media?.close()
  if (!media) return asked.answer(503, { headers: [['retry-after', '10']] })
  const isLate = !request.body.trim()
  const body = isLate ? media.offer() : media.answer(request.body)
  if (body === null) {
    media.close()
    return asked.answer(488)
  }
  const dialog = dialogOfRequest(request, asked.peer, tag)
  const key = callKey(dialog.callId, tag)
  const leg = openLeg({
    ...{ transactions: endpoint.transactions, clock: endpoint.clock, contact, line, dialog, media, listeners },
    timer: timer as SessionTimer | null,
    about: { id: newId(), direction: 'in', from, to, details },
    onGone: () => endpoint.legs.delete(key),
  })
  endpoint.legs.set(key, leg)
  let acknowledged = false
  leg.onAck = (ack) => {
    asked.acknowledge()
    if (acknowledged || leg.listeners.isOver()) return
    acknowledged = true
    if (isLate && !media.takeAnswer(ack.body)) return void leg.session.hangUp()
    verdict.onSession(leg.session)
  }
  asked.onUnheard(() => {
    leg.finish('lost')
    void leg.bye()
  })
  asked.answer(200, { tag, headers: answerHeaders(request, contact, timer as SessionTimer | null), body })
}

function answerHeaders(request: SipRequest, contact: string, timer: SessionTimer | null): Header[] {
  return [
    ['contact', contact],
    ALLOW,
    SUPPORTED,
    ...(timer ? timerHeaders(timer, valuesOf(request, 'supported').includes('timer')) : []),
    ['content-type', 'application/sdp'],
  ]
}

type Refusal = [status: number, more?: { headers: Header[] }]

function refusalOf(endpoint: Endpoint, request: SipRequest, timer: ReturnType<typeof timerOfRequest>): Refusal | null {
  const unknown = unknownExtensions(request)
  if (unknown.length) return [420, { headers: [['unsupported', unknown.join(', ')]] }]
  if (timer === 'too-short') return [422, { headers: [['min-se', String(SHORTEST)]] }]
  if (!contactOf(request) || !tagOf(headerOf(request, 'from'))) return [400]
  if (request.body.trim() && !/^application\/sdp\b/i.test(headerOf(request, 'content-type') ?? ''))
    return [415, { headers: [['accept', 'application/sdp']] }]
  const sameCall = [...endpoint.legs.values()].some(
    ({ dialog }) =>
      dialog.callId === headerOf(request, 'call-id') && dialog.theirTag === tagOf(headerOf(request, 'from')),
  )
  if (sameCall) return [482]
  return endpoint.legs.size >= endpoint.mostCalls ? [486] : null
}
