import type { Registry } from 'prom-client'
import type { Conversations } from '#conversations/change.ts'
import type { Conversation } from '#conversations/contract.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { WordingFinding } from '#packs/contract.ts'
import type { Database } from '#platform/db/open.ts'
import type { Actor } from '#platform/http/route.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Log } from '#platform/log.ts'
import type { PhoneServerFrame } from '#voice/bridge/contract.ts'
import type { Phone, Phones } from '#voice/bridge/phones.ts'
import { isReady } from '#voice/bridge/queries.ts'
import type { Facts, Transfer } from '#voice/bridge/transfers.ts'
import type { LegEnd } from '#voice/contract.ts'
import type { Calls, LiveCall } from '#voice/open-calls.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import type { Timers } from '#voice/transports/timers.ts'

export type CaptionLine = Omit<Extract<PhoneServerFrame, { type: 'caption' }>, 'type'>

/** What came of ringing a customer. */
export type RingOutcome = 'answered' | 'called-off' | 'busy' | 'no-answer' | 'refused' | 'failed'
/** Lets an agent call a customer, or throws what forbids it; once he answers, his call is led with the agent's conversation. */
export type CallCustomer = (
  actor: Extract<Actor, { kind: 'user' }>,
  wanted: { customerId: string; conversationId: string | null; lineId: string | null; asked: boolean },
) => Promise<{
  conversationId: string | null
  customerName: string
  /** Masked. */
  number: string
  /** Name of the line. */
  line: string
  ring: (signal: AbortSignal) => Promise<RingOutcome>
}>

export type ExchangeDeps = {
  database: Database
  conversations: Conversations
  freshDialogue: (language: 'zh' | 'en') => unknown
  calls: Pick<Calls, 'follow'>
  onEvents: (listen: (event: LedgerEvent) => void) => void
  /** What was offered to somebody goes to the next. */
  decline: (conversationId: string, userId: string) => Promise<void>
  dial: (
    number: string,
    how: { lineId: string | null; ringMs: number; signal: AbortSignal },
  ) => Promise<MediaSession | { failed: LegEnd }>
  callCustomer: CallCustomer
  /** Shows a line of what is said to whoever has the conversation open. */
  caption: (conversationId: string, line: CaptionLine) => void
  wording: (text: string, language: 'zh' | 'en') => WordingFinding[]
  /** Whether somebody's phone may stand on another node. */
  elsewhere: () => boolean
  /** Asks whichever node has his browser to put his phone through to this one. */
  want: (userId: string) => void
  timers: Timers
  node: string
  registry: Registry
  log: Log
}

/** A call of this node as the people of the house have to do with it. */
export type OpenCall = {
  live: LiveCall
  customerName: string
  transfer: Transfer | null
  /** Who hands it on to whom, until somebody has it. */
  passing: { kind: 'agent' | 'queue'; by: string; name: string } | null
  /** The number it is on its way to. */
  transferring: string | null
  /** Who answered for it last. */
  agentId: string | null
  /** When the first person joined. */
  joinedAt: number | null
  /** How long there were people, and hold. */
  talking: Stopwatch
  held: Stopwatch
  /** When the wait began that is known already. */
  waitSeen: string | null
  /** Parties whose joining has been told. */
  told: Set<string>
  /** The line itself passed him on. */
  movedOn: boolean
  /** How often its conversation has moved. */
  followed: number
}

type Stopwatch = { since: number | null; ms: number }
export const newStopwatch = (): Stopwatch => ({ since: null, ms: 0 })
export function runStopwatch(watch: Stopwatch, on: boolean, now: number): void {
  if (watch.since !== null) watch.ms += now - watch.since
  watch.since = on ? now : null
}

/** What the verbs of this folder work on. */
export type Exchange = {
  deps: ExchangeDeps
  phones: Phones
  facts: Facts
  calls: Map<string, OpenCall>
  /** Who waits for somebody's phone to be put through from another node. */
  waiting: Map<string, Set<(phone: Phone) => void>>
}

/** So long it is waited for a phone of another node. */
const BRING_MS = 4000

/** Somebody's phone, from another node if it stands there and nothing goes on at it; null when there is none. */
export async function bring({ deps, phones, waiting }: Exchange, userId: string): Promise<Phone | null> {
  if (phones.find(userId) || !deps.elsewhere()) return phones.find(userId)
  if (!(await isReady(deps.database.db, userId))) return phones.find(userId)
  return new Promise((done) => {
    const waiters = waiting.get(userId) ?? new Set()
    const settle = (phone: Phone | null) => {
      stop()
      waiters.delete(settle)
      if (!waiters.size) waiting.delete(userId)
      done(phone)
    }
    const stop = deps.timers.after(BRING_MS, () => settle(phones.find(userId)))
    waiting.set(userId, waiters.add(settle))
    deps.want(userId)
  })
}

export const conversationOf = ({ live }: OpenCall): StoredConversation | null => live.talk.conversation()
export const aboutOf = (call: OpenCall) => ({
  callId: call.live.id,
  conversationId: conversationOf(call)?.id ?? null,
  customerId: call.live.customerId,
})
export const partyOf = ({ live }: OpenCall, id: string) => live.people.state().parties.find((party) => party.id === id)
export const isTalking = ({ live }: OpenCall): boolean => live.people.state().phase === 'talking'
/** People have hung up; the customer is asked how it was, and nobody joins him any more. */
export const isOver = ({ live }: OpenCall): boolean => live.people.state().phase === 'over'
/** Who of the team answers for a call now. */
export const agentOf = ({ live }: OpenCall) => live.people.state().parties.find(({ kind }) => kind === 'agent')

export function callOfConversation({ calls }: Exchange, conversationId: string | null): OpenCall | null {
  for (const call of calls.values()) if (conversationId && conversationOf(call)?.id === conversationId) return call
  return null
}

/** Everybody in a call sees how it stands. */
export function refresh({ phones }: Exchange, call: OpenCall): void {
  for (const phone of phones.all()) if (phone.callId === call.live.id) phones.changed(phone)
}

export type Head = Pick<Conversation, 'id' | 'status' | 'assigneeId' | 'customerName' | 'handOver' | 'queuedAt'>
