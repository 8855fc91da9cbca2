import { randomBytes } from 'node:crypto'
import { newId } from '#platform/id.ts'
import type { LegEnd } from '#voice/contract.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { type Listeners, openListeners } from '#voice/transports/listeners.ts'
import { formatUri } from '#voice/transports/sip/address.ts'
import { type Answered, requestAs, SUPPORTED } from '#voice/transports/sip/credentials.ts'
import { dialogOfResponse, newTag, requestWithin } from '#voice/transports/sip/dialog.ts'
import { callKey, contactHeader, type Endpoint } from '#voice/transports/sip/endpoint.ts'
import { openLeg } from '#voice/transports/sip/leg.ts'
import { type Line, serverOf } from '#voice/transports/sip/lines.ts'
import { type Media, openMedia } from '#voice/transports/sip/media.ts'
import { cseqOf, type Header, headerOf, type SipRequest, type SipResponse } from '#voice/transports/sip/message.ts'
import { openAcknowledging } from '#voice/transports/sip/reliable.ts'
import { ALLOW } from '#voice/transports/sip/requests.ts'
import { INTERVAL, SHORTEST, timerOfResponse } from '#voice/transports/sip/session-timer.ts'
import type { Peer } from '#voice/transports/sip/wire.ts'

export type Dialling = { from: string; ringMs: number; signal: AbortSignal }
type Attempt = Dialling & {
  endpoint: Endpoint
  line: Line
  peer: Peer
  /** No other server of the line is left to try. */
  isLast: boolean
  media: Media
  listeners: Listeners
  to: string
}

/** A server that says nothing for so long is left for the next one. */
export const SILENT_MS = 4000

/** Calls a number over a line and waits until it is answered, rings out, or says why not. */
export async function dialNumber(
  endpoint: Endpoint,
  line: Line,
  to: string,
  dialling: Dialling,
): Promise<MediaSession | { failed: LegEnd }> {
  if (dialling.signal.aborted) return { failed: 'we-hung-up' }
  if (endpoint.legs.size >= endpoint.mostCalls) return { failed: 'failed' }
  const peers = await endpoint.peersOf(line)
  const until = endpoint.clock.now() + dialling.ringMs
  let outcome: Outcome = { failed: 'failed' }
  for (const [n, peer] of peers.entries()) {
    const ringMs = until - endpoint.clock.now()
    outcome = await dialAt({ endpoint, line, peer, to, isLast: n === peers.length - 1, ...dialling, ringMs })
    if (!('failed' in outcome && outcome.isGone)) break
  }
  return 'failed' in outcome ? { failed: outcome.failed } : outcome
}

/** `isGone`: nobody is there; another server of the line may answer. */
type Outcome = MediaSession | { failed: LegEnd; isGone?: boolean }

async function dialAt(call: Omit<Attempt, 'media' | 'listeners'>): Promise<Outcome> {
  const { endpoint, line, peer } = call
  const listeners = openListeners()
  const media = await openMedia({
    ...{ ports: endpoint.ports, clock: endpoint.mediaClock, address: endpoint.address },
    secure: line.srtp,
    signalling: peer.address,
    onFrame: listeners.audio,
    onKey: listeners.key,
  })
  if (!media) return { failed: 'failed' }
  const outcome = await ring({ ...call, media, listeners })
  if ('failed' in outcome) media.close()
  return outcome
}

function ring(attempt: Attempt): Promise<Outcome> {
  const { endpoint, line, peer, media, signal } = attempt
  const request = invitation(attempt, SHORTEST)
  let number = 1
  const nextNumber = () => ++number
  const isNew = openAcknowledging(endpoint, line, nextNumber)
  let why: LegEnd | null = null
  return new Promise((done) => {
    const giveUp = (reason: LegEnd) => {
      why ??= reason
      call.cancel()
    }
    const hangUp = () => giveUp('we-hung-up')
    const stopRinging = endpoint.clock.after(attempt.ringMs, () => giveUp('no-answer'))
    signal.addEventListener('abort', hangUp)
    const stopWaiting = attempt.isLast
      ? () => {}
      : endpoint.clock.after(SILENT_MS, () => {
          giveUp('failed')
          settle({ failed: 'failed', isGone: true })
        })
    const settle = (outcome: Outcome) => {
      stopRinging()
      stopWaiting()
      signal.removeEventListener('abort', hangUp)
      done(outcome)
    }
    const call = requestAs(
      line,
      endpoint.transactions,
      { request, peer, nextNumber },
      {
        provisional(response, asked) {
          stopWaiting()
          if (!isNew(asked, response, peer)) return
          // Sound before the answer (ring-back, announcements) opens the way through NAT; nobody is listening yet.
          if (response.body) media.takeAnswer(response.body)
        },
        final(response, asked) {
          if (response.status >= 300)
            return settle({ failed: why ?? whyNot(response), isGone: !why && isGone(response) })
          const leg = established(attempt, asked, response, number)
          if (why || !leg) {
            void leg?.session.hangUp()
            return settle({ failed: why ?? 'failed' })
          }
          settle(leg.session)
        },
        again: (response, asked) => acknowledgeAgain(endpoint, asked, response, peer),
      },
    )
  })
}

function invitation({ endpoint, line, peer, media, to, from }: Attempt, shortest: number): SipRequest {
  const { host, port } = serverOf(line)
  const at = { host, port: port === 5060 ? null : port }
  const uri = formatUri({ user: to, ...at })
  const own = formatUri({ user: from || line.number || line.user || 'yinghe', ...at })
  const headers: Header[] = [
    ['from', `<${own}>;tag=${newTag()}`],
    ['to', `<${uri}>`],
    ['call-id', randomBytes(16).toString('hex')],
    ['cseq', '1 INVITE'],
    ['max-forwards', '70'],
    ['contact', contactHeader(endpoint, line.user, peer.transport)],
    ALLOW,
    SUPPORTED,
    ['session-expires', String(INTERVAL)],
    ['min-se', String(shortest)],
    ['content-type', 'application/sdp'],
  ]
  return { method: 'INVITE', uri, headers, body: media.offer() }
}

/** The call stands: acknowledge it. Null, after hanging up, when the answer has no sound that we speak. */
function established(attempt: Attempt, request: SipRequest, response: SipResponse, lastNumber: number) {
  const { endpoint, line, media, listeners } = attempt
  const dialog = dialogOfResponse(request, response, attempt.peer)
  dialog.ourNumber = lastNumber
  const key = callKey(dialog.callId, dialog.ourTag)
  const ack = requestWithin(dialog, 'ACK', { number: cseqOf(request)!.number })
  endpoint.transactions.sendAck(ack, dialog.peer)
  const speaks = response.body ? media.takeAnswer(response.body) : media.isSettled()
  if (!speaks) {
    endpoint.transactions.request(requestWithin(dialog, 'BYE'), dialog.peer, { final: () => {} })
    return null
  }
  const leg = openLeg({
    ...{ transactions: endpoint.transactions, clock: endpoint.clock, line, dialog, media, listeners },
    contact: headerOf(request, 'contact')!,
    timer: timerOfResponse(response),
    about: { id: newId(), direction: 'out', from: attempt.from, to: attempt.to, details: { line: line.id } },
    onGone: () => endpoint.legs.delete(key),
  })
  endpoint.legs.set(key, leg)
  return leg
}

/** A repeated answer wants its ACK again; the answer of another branch of a fork is acknowledged and hung up. */
function acknowledgeAgain(endpoint: Endpoint, request: SipRequest, response: SipResponse, peer: Peer) {
  const dialog = dialogOfResponse(request, response, peer)
  const ack = requestWithin(dialog, 'ACK', { number: cseqOf(request)!.number })
  endpoint.transactions.sendAck(ack, dialog.peer)
  const leg = endpoint.legs.get(callKey(dialog.callId, dialog.ourTag))
  if (leg?.dialog.theirTag !== dialog.theirTag)
    endpoint.transactions.request(requestWithin(dialog, 'BYE'), dialog.peer, { final: () => {} })
}

/** The request has not reached anybody, or only somebody who cannot take it now. */
export const isGone = (response: Answered) => response.local === true || response.status === 503

/** The cause of the telephone network (Q.850) says more than the status where there is one. */
function whyNot(response: Answered): LegEnd {
  const cause = Number(/Q\.850.*?cause\s*=\s*(\d+)/i.exec(headerOf(response, 'reason') ?? '')?.[1])
  if (cause === 17) return 'busy'
  if (cause === 18 || cause === 19) return 'no-answer'
  if (response.status === 486 || response.status === 600) return 'busy'
  if ([480, 487].includes(response.status) || (response.status === 408 && !response.local)) return 'no-answer'
  if (response.local || response.status >= 500) return response.status === 603 ? 'refused' : 'failed'
  return 'refused'
}
