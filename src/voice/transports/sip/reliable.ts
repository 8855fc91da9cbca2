import { randomInt } from 'node:crypto'
import { requestAs } from '#voice/transports/sip/credentials.ts'
import { dialogOfResponse, requestWithin } from '#voice/transports/sip/dialog.ts'
import { callKey, type Endpoint } from '#voice/transports/sip/endpoint.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import {
  cseqOf,
  headerOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  valuesOf,
} from '#voice/transports/sip/message.ts'
import type { Asked } from '#voice/transports/sip/transactions.ts'
import type { Peer } from '#voice/transports/sip/wire.ts'

// Provisional answers that are sure to arrive (RFC 3262).

const T1 = 500
const GIVE_UP = 64 * T1
const LARGEST = 2 ** 31 - 1

/** Whether a request insists on such answers, or an answer is one. */
export const isReliable = (message: SipMessage): boolean =>
  valuesOf(message, 'require').some((each) => each.toLowerCase() === '100rel')

/**
 * Says that it rings, until the caller has acknowledged that with PRACK. False when he never does, which ends the call
 * attempt, or when `signal` says that he has called it off.
 */
export function ringReliably(
  { clock, early }: Pick<Endpoint, 'clock' | 'early'>,
  asked: Asked,
  { tag, contact, signal }: { tag: string; contact: string; signal: AbortSignal },
): Promise<boolean> {
  const { request } = asked
  const key = callKey(headerOf(request, 'call-id') ?? '', tag)
  const number = randomInt(1, LARGEST)
  const wanted = `${number} ${headerOf(request, 'cseq')}`.replace(/\s+/g, ' ')
  return new Promise((done) => {
    let stopRepeating = () => {}
    const settle = (heard: boolean) => {
      stopRepeating()
      stopWaiting()
      early.delete(key)
      done(heard)
    }
    const say = (wait: number) => {
      asked.answer(180, {
        tag,
        headers: [
          ['require', '100rel'],
          ['rseq', String(number)],
          ['contact', contact],
        ],
      })
      stopRepeating = clock.after(wait, () => say(2 * wait))
    }
    const stopWaiting = clock.after(GIVE_UP, () => {
      asked.answer(504, { tag })
      settle(false)
    })
    signal.addEventListener('abort', () => settle(false))
    early.set(key, {
      stop: () => settle(false),
      heard(prack) {
        const given = headerOf(prack.request, 'rack')?.trim().replace(/\s+/g, ' ')
        if (given !== wanted) return prack.answer(481)
        prack.answer(200)
        settle(true)
      },
    })
    say(T1)
  })
}

/** Acknowledges such answers to our own INVITE; false for one that came before or out of order, which is not to be read. */
export function openAcknowledging(endpoint: Pick<Endpoint, 'transactions'>, line: Line, nextNumber: () => number) {
  const last = new Map<string, number>()
  return (request: SipRequest, response: SipResponse, peer: Peer): boolean => {
    const number = Number(headerOf(response, 'rseq'))
    if (!isReliable(response) || !number) return true
    const dialog = dialogOfResponse(request, response, peer)
    const before = last.get(dialog.theirTag)
    if (before !== undefined && number !== before + 1) return false
    last.set(dialog.theirTag, number)
    const rack = `${number} ${cseqOf(request)!.number} INVITE`
    const prack = requestWithin(dialog, 'PRACK', { number: nextNumber(), headers: [['rack', rack]] })
    requestAs(line, endpoint.transactions, { request: prack, peer: dialog.peer, nextNumber }, { final: () => {} })
    return true
  }
}
