import { maskPhone } from '#governance/mask.ts'
import type { Party } from '#voice/bridge/bridge-state.ts'
import type { PhoneCall, PhoneParty } from '#voice/bridge/contract.ts'
import { conversationOf, type Exchange, type OpenCall } from '#voice/bridge/exchange.ts'
import type { Phone } from '#voice/bridge/phones.ts'

/** Numbers of customers; our own extensions stay readable. */
export const maskNumber = (number: string) => (/\d{7,}/.test(number) ? maskPhone(number) : number)

export const describe = (call: OpenCall) => ({
  callId: call.live.id,
  conversationId: conversationOf(call)?.id ?? '',
  customerName: call.customerName,
  from: maskNumber(call.live.number),
  channel: call.live.channel,
})

/** A call as one who is in it sees it; null for who is in none. */
export function viewOf({ calls }: Pick<Exchange, 'calls'>, phone: Phone): PhoneCall | null {
  const call = phone.callId ? calls.get(phone.callId) : undefined
  if (!call) return null
  const { parties, held } = call.live.people.state()
  const self = parties.find(({ id }) => id === phone.userId)
  if (!self || self.state === 'ringing') return null
  const role = self.kind === 'supervisor' || self.kind === 'colleague' ? self.kind : 'agent'
  return {
    ...{ ...describe(call), role, mode: self.mode, held, muted: self.muted },
    ...{ transferring: call.transferring, transcript: call.live.people.covers(phone.userId) },
    since: new Date(phone.since).toISOString(),
    parties: parties
      .filter((party) => party !== self && isShown(party, role))
      .map((party) => shownParty(party, held, call.customerName)),
  }
}

const isShown = ({ kind, mode }: Party, role: PhoneCall['role']) =>
  kind !== 'supervisor' || (mode === 'whisper' && role === 'agent')

export function shownParty({ mode: _, ...party }: Party, held: boolean, customerName: string): PhoneParty {
  if (party.kind !== 'customer') return party
  return { ...party, name: customerName, state: held ? 'held' : 'talking' }
}
