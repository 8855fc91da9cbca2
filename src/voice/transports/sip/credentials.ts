import { answerChallenge, type Challenge, parseChallenge } from '#voice/transports/sip/digest.ts'
import { type Header, type SipRequest, type SipResponse, valuesOf } from '#voice/transports/sip/message.ts'
import type { Transactions } from '#voice/transports/sip/transactions.ts'
import type { Peer } from '#voice/transports/sip/wire.ts'

/** What we have besides the basic protocol: session timers and answers that are sure to arrive. */
const EXTENSIONS = ['timer', '100rel']
export const SUPPORTED: Header = ['supported', EXTENSIONS.join(', ')]

export type Answered = SipResponse & { local?: boolean }
type Listening = {
  provisional?: (response: SipResponse, request: SipRequest) => void
  final: (response: Answered, request: SipRequest) => void
  again?: (response: SipResponse, request: SipRequest) => void
}

/**
 * Sends a request and gives the password when it is asked for: once, and once more when only the nonce was too old.
 * `nextNumber` counts the requests of the dialog, since the repeated one is a new one.
 */
export function requestAs(
  who: { user: string; password: string },
  transactions: Transactions,
  { request, peer, nextNumber }: { request: SipRequest; peer: Peer; nextNumber: () => number },
  listening: Listening,
): { cancel(): void } {
  let cancelled = false
  let current = send(request, 0)

  function send(asked: SipRequest, tries: number): { cancel(): void } {
    return transactions.request(asked, peer, {
      provisional: (response) => listening.provisional?.(response, asked),
      again: (response) => listening.again?.(response, asked),
      final(response) {
        const challenge = tries < 2 && !cancelled ? challengeOf(response) : null
        if (!challenge || (tries > 0 && !challenge.stale) || !who.user) return listening.final(response, asked)
        current = send(withPassword(request, who, challenge, response.status, nextNumber()), tries + 1)
      },
    })
  }

  return {
    cancel() {
      cancelled = true
      current.cancel()
    },
  }
}

/** The best of what is offered: SHA-256 before MD5. */
function challengeOf(response: SipResponse): Challenge | null {
  if (response.status !== 401 && response.status !== 407) return null
  const name = response.status === 401 ? 'www-authenticate' : 'proxy-authenticate'
  const offers = response.headers.flatMap(([known, value]) => (known === name ? (parseChallenge(value) ?? []) : []))
  return offers.find(({ algorithm }) => algorithm === 'SHA-256') ?? offers[0] ?? null
}

function withPassword(
  request: SipRequest,
  who: { user: string; password: string },
  challenge: Challenge,
  status: number,
  number: number,
): SipRequest {
  const value = answerChallenge(challenge, { ...who, method: request.method, uri: request.uri, count: 1 })
  const headers = request.headers.map(
    ([name, old]): Header => (name === 'cseq' ? [name, `${number} ${request.method}`] : [name, old]),
  )
  return { ...request, headers: [...headers, [status === 401 ? 'authorization' : 'proxy-authorization', value]] }
}

/** Extensions that the other side insists on and that we do not have. */
export const unknownExtensions = (request: SipRequest) =>
  valuesOf(request, 'require').filter((each) => !EXTENSIONS.includes(each.toLowerCase()))
