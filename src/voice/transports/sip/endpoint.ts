import type { Clock } from '#voice/clock.ts'
import type { TakeCall } from '#voice/transports/contract.ts'
import type { Ports } from '#voice/transports/rtp/ports.ts'
import type { Leg } from '#voice/transports/sip/leg.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import type { Asked, Transactions } from '#voice/transports/sip/transactions.ts'
import type { Peer, SipTransport } from '#voice/transports/sip/wire.ts'
import type { Timers } from '#voice/transports/timers.ts'

/** What answering, calling out and registering share. */
export type Endpoint = {
  lines: readonly Line[]
  transactions: Transactions
  clock: Timers
  mediaClock: Clock
  ports: Ports
  /** Host and port that others reach us under. */
  address: string
  portFor(transport: SipTransport): number
  take: TakeCall
  /** Where the server of a line can be reached, best first. */
  peersOf(line: Line): Promise<Peer[]>
  /** Calls in progress by `callKey`. */
  legs: Map<string, Leg>
  /** Who waits for a PRACK of a call that is not answered yet, by `callKey`. */
  early: Map<string, { heard(prack: Asked): void; stop(): void }>
  mostCalls: number
}

export const callKey = (callId: string, ourTag: string) => `${callId}|${ourTag}`

export function contactHeader({ address, portFor }: Endpoint, user: string, transport: SipTransport): string {
  const host = address.includes(':') ? `[${address}]` : address
  return `<sip:${encodeURIComponent(user || 'yinghe')}@${host}:${portFor(transport)}${transport === 'udp' ? '' : `;transport=${transport}`}>`
}
