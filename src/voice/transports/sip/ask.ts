import { type Answered, requestAs } from '#voice/transports/sip/credentials.ts'
import { type Dialog, requestWithin } from '#voice/transports/sip/dialog.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import { cseqOf, type Header, type SipRequest } from '#voice/transports/sip/message.ts'
import type { Transactions } from '#voice/transports/sip/transactions.ts'

/** Sends a request within a call, with the line's password where it is asked for; a new INVITE is acknowledged here. */
export type Ask = (
  method: string,
  more: { headers?: Header[]; body?: string },
  final: (response: Answered) => void,
) => void

export function openAsking(dialog: Dialog, line: Line, transactions: Transactions): Ask {
  const acknowledge = (invite: SipRequest) =>
    transactions.sendAck(requestWithin(dialog, 'ACK', { number: cseqOf(invite)!.number }), dialog.peer)
  return (method, more, final) => {
    const request = requestWithin(dialog, method, more)
    const nextNumber = () => ++dialog.ourNumber
    requestAs(
      line,
      transactions,
      { request, peer: dialog.peer, nextNumber },
      {
        final(response, asked) {
          if (method === 'INVITE' && response.status < 300) acknowledge(asked)
          final(response)
        },
        again: (_, asked) => acknowledge(asked),
      },
    )
  }
}
