import { PRIORITIES } from '#desk/contract.ts'
import { notice } from '#desk/deps.ts'
import { leftByAgent } from '#desk/hand-over-chats.ts'
import type { BridgeEffect, Leaving, Party } from '#voice/bridge/bridge-state.ts'
import {
  aboutOf,
  agentOf,
  conversationOf,
  type Exchange,
  type OpenCall,
  partyOf,
  refresh,
  runStopwatch,
} from '#voice/bridge/exchange.ts'
import type { Leg } from '#voice/bridge/open-bridge.ts'
import type { Phone } from '#voice/bridge/phones.ts'
import { shownParty } from '#voice/bridge/view.ts'

/** An agent whose connection broke may come back for so long; then the customer waits for somebody else. */
export const COME_BACK_MS = 20_000

type Role = 'agent' | 'colleague' | 'supervisor'

export const partyFor = (phone: Phone, kind: Role, mode: Party['mode'] = null): Party => ({
  ...{ id: phone.userId, kind, name: phone.name, userId: phone.userId, state: 'talking', muted: false, mode },
})

/** Puts somebody's phone into a call. */
export function join(exchange: Exchange, call: OpenCall, phone: Phone, kind: Role, mode: Party['mode'] = null): void {
  const { phones, deps } = exchange
  if (partyOf(call, phone.userId)?.state === 'talking') return
  phone.ringing.delete(call.live.id)
  for (const other of [...phone.ringing.keys()]) letRing(exchange, phone, other)
  Object.assign(phone, {
    callId: call.live.id,
    since: deps.timers.now(),
    missed: false,
    afterCall: null,
    dialling: null,
  })
  call.live.people.join(partyFor(phone, kind, mode), legOf(exchange, call, phone))
  if (kind === 'agent') answered(exchange, call, phone.userId)
  phones.changed(phone)
  refresh(exchange, call)
}

/** Who talks is rung for nothing else: that goes to the next, and nobody takes him for gone. */
function letRing(exchange: Exchange, phone: Phone, callId: string): void {
  phone.ringing.delete(callId)
  const other = exchange.calls.get(callId)
  if (!other) return
  other.live.people.tell({ kind: 'leaves', id: phone.userId, why: 'dropped' })
  void passOn(exchange, other, phone.userId)
}

/** What was held out to somebody goes to the next; whoever has the customer already and does not come loses him to the queue. */
export async function passOn(exchange: Exchange, call: OpenCall, userId: string): Promise<void> {
  const { deps } = exchange
  const conversation = conversationOf(call)
  if (!conversation) return
  const isHis = conversation.status === 'human' && conversation.assigneeId === userId
  const passed =
    isHis && !agentOf(call) ? waitAgain(exchange, call, userId, 'transferred') : deps.decline(conversation.id, userId)
  await passed.catch((error: unknown) => deps.log.error({ err: error }, 'a call that was not taken was not passed on'))
}

/** Whoever had the customer does not talk with him: he waits for somebody else, before the others. */
async function waitAgain(
  { deps }: Exchange,
  call: OpenCall,
  userId: string,
  told: 'agent-left' | 'transferred',
): Promise<void> {
  await deps.conversations.change(conversationOf(call)!.id, (c) => {
    if (c.status !== 'human' || c.assigneeId !== userId) return null
    const left = leftByAgent(c, new Date(deps.timers.now()))
    const patch = { ...left.patch, priority: Math.max(c.priority, PRIORITIES.urgent) }
    return { ...left, patch, messages: [notice(told)] }
  })
}

/** A supervisor who hears the call has it in his own hands. */
export function takeOver(exchange: Exchange, call: OpenCall, phone: Phone): void {
  call.live.people.takeOver(phone.userId, legOf(exchange, call, phone))
  answered(exchange, call, phone.userId)
  refresh(exchange, call)
}

/** Somebody of ours has the customer: whatever was asked for has come. */
export function answered(exchange: Exchange, call: OpenCall, userId: string | null): void {
  call.agentId = userId ?? call.agentId
  call.passing = null
  if (!call.transfer) return
  exchange.facts.end(aboutOf(call), call.transfer, 'answered', userId)
  call.transfer = null
}

export const legOf = (exchange: Exchange, call: OpenCall, phone: Phone): Leg => ({
  send: (frame) => phone.link?.sound(frame),
  device: phone.device,
  out: (why, party) => putOut(exchange, call, phone, why, party),
})

const ENDED = {
  'hung-up': 'hung-up',
  'handed-on': 'transferred',
  lost: 'lost',
  dropped: 'dropped',
  'taken-over': 'taken-over',
  over: 'customer-hung-up',
} as const

/** His part of the call is over. */
function putOut({ phones, deps }: Exchange, call: OpenCall, phone: Phone, why: Leaving, { kind }: Party): void {
  phone.ringing.delete(call.live.id)
  if (phone.callId === call.live.id) {
    phone.callId = null
    const seconds = Math.round((deps.timers.now() - phone.since) / 1000)
    const about = { callId: call.live.id, conversationId: conversationOf(call)?.id ?? '' }
    const ended = call.movedOn && why === 'over' ? 'transferred' : ENDED[why]
    if (kind !== 'supervisor' && phone.ready)
      phones.rest(phone, { ...about, customerName: call.customerName, seconds, ended })
  }
  phones.changed(phone)
  phones.forget(phone)
}

/** What happens among the people of a call, told to those who are to know. */
export function takeEffect(exchange: Exchange, call: OpenCall, effect: BridgeEffect): void {
  const { facts, deps } = exchange
  const now = deps.timers.now()
  const { held, phase, parties } = call.live.people.state()
  runStopwatch(call.talking, phase === 'talking', now)
  runStopwatch(call.held, held, now)
  if (effect.kind === 'talking') call.joinedAt ??= now
  if (effect.kind === 'music') facts.note(aboutOf(call), 'call.held', { on: effect.why === 'held' })
  if (effect.kind === 'out' && effect.party.kind !== 'supervisor') {
    const { id: partyId, kind, userId } = effect.party
    facts.note(aboutOf(call), 'call.left', { partyId, kind, userId })
  }
  if (effect.kind === 'in-charge') void giveTo(exchange, call, effect.party)
  const joined = parties.find(({ id }) => !call.told.has(id))
  if (joined && joined.kind !== 'supervisor' && joined.state === 'talking') {
    call.told.add(joined.id)
    facts.note(aboutOf(call), 'call.joined', { party: shownParty(joined, held, call.customerName) })
  }
  refresh(exchange, call)
}

/** The colleague who stays with the customer has the conversation too. */
async function giveTo({ deps }: Exchange, call: OpenCall, party: Party | null): Promise<void> {
  const id = conversationOf(call)?.id
  if (!id || !party?.userId) return
  call.agentId = party.userId
  await deps.conversations
    .change(id, (c) =>
      c.status === 'human'
        ? {
            patch: { assigneeId: party.userId, acceptedAt: new Date().toISOString() },
            what: 'accepted',
            actor: `user:${party.userId}`,
          }
        : null,
    )
    .catch((error: unknown) => deps.log.error({ err: error }, 'a conversation did not follow its call'))
}

/** His browser has gone in the middle of a call; he has a while to come back. */
export function lost(exchange: Exchange, call: OpenCall, phone: Phone): void {
  call.live.people.tell({ kind: 'lost', id: phone.userId })
  exchange.deps.timers.after(COME_BACK_MS, () => {
    if (phone.link || phone.callId !== call.live.id) return
    gone(exchange, call, phone).catch((error: unknown) =>
      exchange.deps.log.error({ err: error }, 'a call whose agent was lost could not be given to another'),
    )
  })
}

/** He does not come back: who talks with nobody else waits again, before the others. */
async function gone(exchange: Exchange, call: OpenCall, phone: Phone): Promise<void> {
  const others = call.live.people.state().parties.some(isOtherThan(phone.userId))
  if (conversationOf(call) && !others) {
    call.transfer ??= exchange.facts.ask(aboutOf(call), 'lost', null)
    await waitAgain(exchange, call, phone.userId, 'agent-left')
  }
  call.live.people.tell({ kind: 'leaves', id: phone.userId, why: 'lost' })
}

const isOtherThan =
  (userId: string) =>
  ({ id, kind, state }: Party): boolean =>
    id !== userId && state === 'talking' && (kind === 'agent' || kind === 'colleague' || kind === 'number')
