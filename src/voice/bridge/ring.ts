import { toConversation } from '#conversations/stored.ts'
import type { Ringing } from '#voice/bridge/contract.ts'
import {
  aboutOf,
  agentOf,
  bring,
  conversationOf,
  type Exchange,
  type Head,
  isOver,
  isTalking,
  type OpenCall,
  partyOf,
} from '#voice/bridge/exchange.ts'
import { answered, join, passOn, takeOver } from '#voice/bridge/join.ts'
import { mayRing, type Phone } from '#voice/bridge/phones.ts'
import { describe } from '#voice/bridge/view.ts'

/** Whose call it is to be is rung for so long; then anybody may have it. */
export const RING_MS = 25_000

/** A phone rings for a call. */
export function ring(exchange: Exchange, call: OpenCall, phone: Phone, why: Ringing['why'], by: string | null): void {
  if (phone.ringing.has(call.live.id)) return
  const since = new Date(exchange.deps.timers.now()).toISOString()
  phone.ringing.set(call.live.id, { ...describe(call), why, by, since })
  exchange.facts.note(aboutOf(call), 'call.rang', { userId: phone.userId, why })
  exchange.phones.changed(phone)
}

/** Rings whoever serves the customer already; when he does not answer in time, the customer waits for anybody. */
function ringOwn(exchange: Exchange, call: OpenCall, phone: Phone): void {
  ring(exchange, call, phone, 'own', null)
  const rung = phone.ringing.get(call.live.id)
  exchange.deps.timers.after(RING_MS, () => {
    if (phone.ringing.get(call.live.id) !== rung) return
    unring(exchange, call, phone, true)
    void passOn(exchange, call, phone.userId)
  })
}

/** It rings no more; `missed`: he was there and did not answer, and is taken for gone. */
export function unring(exchange: Exchange, call: OpenCall, phone: Phone, missed: boolean): void {
  if (!phone.ringing.delete(call.live.id)) return
  if (missed) Object.assign(phone, { missed: true, ready: false })
  exchange.phones.changed(phone)
}

/** The conversation of a call has moved: whoever is to talk is rung, connected, or let go. */
export function follow(exchange: Exchange, call: OpenCall, head: Head): void {
  const turn = ++call.followed
  const { status, assigneeId } = head
  const isHis = assigneeId !== null && (status === 'queued' || status === 'human')
  if (!isHis || exchange.phones.find(assigneeId) || !exchange.deps.elsewhere()) {
    goOn(exchange, call, head)
    return
  }
  // His phone may stand on another node; whatever moves meanwhile is followed instead.
  bring(exchange, assigneeId)
    .catch((error: unknown) => exchange.deps.log.error({ err: error }, 'a phone of another node was not found'))
    .finally(() => {
      if (call.followed === turn && exchange.calls.has(call.live.id)) goOn(exchange, call, head)
    })
}

function goOn(exchange: Exchange, call: OpenCall, head: Head): void {
  call.customerName = head.customerName
  if (head.status === 'queued') wait(exchange, call, head)
  else if (head.status === 'human') serve(exchange, call, head)
  else {
    stopRinging(exchange, call, null, false)
    if (head.status === 'bot' && call.transfer) {
      // Who waits leaves the queue for the bot by asking for a call back.
      exchange.facts.end(aboutOf(call), call.transfer, isTalking(call) ? 'not-answered' : 'call-back', null)
      call.transfer = null
    }
    letGo(call, head.status === 'bot' ? 'handed-on' : 'hung-up')
  }
}

/** Everybody of ours leaves the call. */
function letGo(call: OpenCall, why: 'handed-on' | 'hung-up'): void {
  if (!isTalking(call)) return
  for (const { id, kind } of call.live.people.state().parties)
    if (kind !== 'customer') call.live.people.tell({ kind: 'leaves', id, why })
}

function wait(exchange: Exchange, call: OpenCall, { assigneeId, handOver, queuedAt }: Head): void {
  const { phones, facts, deps } = exchange
  const agent = agentOf(call)
  if (agent) call.live.people.tell({ kind: 'leaves', id: agent.id, why: 'handed-on' })
  const { passing } = call
  // Meant for a colleague from its first moment; offers come later.
  const meant = handOver?.reason === 'transfer' && assigneeId !== null && call.waitSeen !== queuedAt
  call.waitSeen = queuedAt
  const kind = passing?.kind ?? (handOver?.reason !== 'transfer' ? 'hand-over' : meant ? 'agent' : 'queue')
  call.transfer ??= facts.ask(aboutOf(call), kind, passing?.by ?? null)
  stopRinging(exchange, call, assigneeId, true)
  const phone = phones.find(assigneeId)
  if (phone && mayRing(phone)) ring(exchange, call, phone, passing ? 'transfer' : 'offer', passing?.name ?? null)
  else if (phone?.link && assigneeId) void passOn(exchange, call, assigneeId)
  if (!meant) return
  deps.timers.after(RING_MS, () => {
    const now = conversationOf(call)
    if (now?.status !== 'queued' || now.queuedAt !== queuedAt || now.assigneeId !== assigneeId) return
    if (phone) unring(exchange, call, phone, true)
    void passOn(exchange, call, assigneeId)
  })
}

function serve(exchange: Exchange, call: OpenCall, { assigneeId }: Head): void {
  stopRinging(exchange, call, assigneeId, false)
  if (isOver(call)) return
  const agent = agentOf(call)
  if (agent?.userId === assigneeId) return
  const phone = exchange.phones.find(assigneeId)
  const there = assigneeId ? partyOf(call, assigneeId) : undefined
  if (phone && there?.kind === 'supervisor') takeOver(exchange, call, phone)
  // He serves the customer since before this call: nobody is put through unasked, but whoever calls the customer himself.
  else if (!agent && call.waitSeen === null && !isDialledBy(phone, call)) {
    if (phone && mayRing(phone)) ringOwn(exchange, call, phone)
  } else if (phone?.link && !phone.callId && (phone.ready || phone.ringing.has(call.live.id))) {
    join(exchange, call, phone, 'agent')
    if (agent) call.live.people.tell({ kind: 'leaves', id: agent.id, why: 'taken-over' })
  } else if (!agent) answered(exchange, call, assigneeId)
}

const isDialledBy = (phone: Phone | null, call: OpenCall): boolean =>
  phone?.dialling != null && phone.dialling.shown.customerId === conversationOf(call)?.customerId

/** Nobody but `userId` is rung to take the call; `missed` by who was rung until now. */
function stopRinging(exchange: Exchange, call: OpenCall, userId: string | null, missed: boolean): void {
  for (const phone of exchange.phones.all()) {
    const ringing = phone.ringing.get(call.live.id)
    if (ringing && ringing.why !== 'invite' && phone.userId !== userId) unring(exchange, call, phone, missed)
  }
}

/** A phone that has become ready rings for what its owner serves already, and for what waits for him. */
export function catchUp(exchange: Exchange, phone: Phone): void {
  if (!mayRing(phone)) return
  for (const call of exchange.calls.values()) {
    const conversation = conversationOf(call)
    if (conversation?.assigneeId !== phone.userId || isOver(call)) continue
    if (conversation.status === 'human' && !agentOf(call)) ringOwn(exchange, call, phone)
    if (conversation.status === 'queued') follow(exchange, call, toConversation(conversation))
  }
}
