import { Gauge } from 'prom-client'
import type { Conversation } from '#conversations/contract.ts'
import { toConversation } from '#conversations/stored.ts'
import type { Actor } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import type { BridgeEffect, Party } from '#voice/bridge/bridge-state.ts'
import { type PhoneCommand, runPhoneCommand } from '#voice/bridge/commands.ts'
import {
  aboutOf,
  type CaptionLine,
  callOfConversation,
  conversationOf,
  type Exchange,
  type ExchangeDeps,
  isTalking,
  newStopwatch,
  type OpenCall,
  partyOf,
  refresh,
  runStopwatch,
} from '#voice/bridge/exchange.ts'
import { lost, passOn, takeEffect } from '#voice/bridge/join.ts'
import { openPhones, type Phone, type PhoneLink } from '#voice/bridge/phones.ts'
import { touchPhones } from '#voice/bridge/queries.ts'
import { catchUp, follow } from '#voice/bridge/ring.ts'
import type { Caption } from '#voice/bridge/transcript.ts'
import { openFacts } from '#voice/bridge/transfers.ts'
import { viewOf } from '#voice/bridge/view.ts'
import { SPOKEN } from '#voice/ending.ts'
import type { LiveCall } from '#voice/open-calls.ts'
import { notePeople } from '#voice/queries.ts'

/** Brings the calls of this node and the phones of its agents together. */
export function openExchange(deps: ExchangeDeps) {
  const { database, node, timers, log, registry } = deps
  const calls = new Map<string, OpenCall>()
  const phones = openPhones({ database, node, timers, log, callOf: (phone) => viewOf({ calls }, phone) })
  const facts = openFacts({ database, registry, now: timers.now, log })
  const exchange: Exchange = { deps, phones, facts, calls, waiting: new Map() }
  deps.calls.follow({
    begun: (live) => begin(exchange, live),
    opened: (live, id) => void catchUpWith(exchange, live.id, id),
    ended: (live) => end(exchange, live.id),
  })
  deps.onEvents((event) => {
    if (event.kind === 'phone.changed')
      return readyElsewhere(exchange, event.payload as { userId: string; status: string })
    if (event.kind !== 'conversation.changed') return
    const call = callOfConversation(exchange, event.conversationId)
    if (call) follow(exchange, call, event.payload.conversation as Conversation)
  })
  measure(exchange)
  return {
    /** A browser is somebody's phone from now on. */
    connect: (actor: Extract<Actor, { kind: 'user' }>, link: PhoneLink, hello: { ready: boolean; hears: boolean }) =>
      connect(exchange, actor, link, hello),
    /** Whether a call stands on this node. */
    holds: (callId: string): boolean => calls.has(callId),
    /** The phones of this node are still there. */
    touch: () => touchPhones(database.db, node),
    async stop(): Promise<void> {
      for (const phone of [...phones.all()]) phone.link?.close(1012, 'restarting')
      await phones.settled()
      await facts.settled()
    },
  }
}
export type OpenExchange = ReturnType<typeof openExchange>

/** One browser as somebody's phone. */
export type PhoneSession = {
  userId: string
  run(frame: PhoneCommand): Promise<void>
  sound(frame: Int16Array): void
  device: Phone['device']
  /** His browser cannot recognise what he says after all. */
  unable(): void
  gone(): void
  /** Another node leads this phone from now on. */
  handed(): void
}

function connect(
  exchange: Exchange,
  actor: Extract<Actor, { kind: 'user' }>,
  link: PhoneLink,
  hello: { ready: boolean; hears: boolean },
): PhoneSession {
  const { phones, calls } = exchange
  const phone = phones.connect(actor, link, hello)
  const call = phone.callId ? calls.get(phone.callId) : undefined
  if (call) call.live.people.tell({ kind: 'back', id: phone.userId })
  catchUp(exchange, phone)
  phones.changed(phone)
  if (call) refresh(exchange, call)
  for (const settle of [...(exchange.waiting.get(phone.userId) ?? [])]) settle(phone)
  return {
    userId: phone.userId,
    device: phone.device,
    run: (frame) => runPhoneCommand(exchange, phone, frame),
    unable() {
      phone.device.able = false
      phones.changed(phone)
    },
    sound(frame) {
      const current = phone.callId ? calls.get(phone.callId) : undefined
      if (phone.link === link) current?.live.people.hear(phone.userId, frame)
    },
    handed: () => phones.hand(phone, link),
    gone() {
      if (!phones.disconnect(phone, link)) return
      phone.dialling?.off()
      for (const callId of [...phone.ringing.keys()]) {
        const ringing = calls.get(callId)
        phone.ringing.delete(callId)
        if (!ringing) continue
        if (partyOf(ringing, phone.userId)?.state === 'ringing')
          ringing.live.people.tell({ kind: 'leaves', id: phone.userId, why: 'lost' })
        else void passOn(exchange, ringing, phone.userId)
      }
      const current = phone.callId ? calls.get(phone.callId) : undefined
      if (current) lost(exchange, current, phone)
      else phones.forget(phone)
    },
  }
}

function begin(exchange: Exchange, live: LiveCall): void {
  const call: OpenCall = {
    ...{ live, customerName: '', transfer: null, passing: null, transferring: null, agentId: null, joinedAt: null },
    ...{ talking: newStopwatch(), held: newStopwatch(), told: new Set(), waitSeen: null, movedOn: false, followed: 0 },
  }
  exchange.calls.set(live.id, call)
  live.people.listen({
    effect: (effect: BridgeEffect) => takeEffect(exchange, call, effect),
    caption: (caption) => show(exchange, call, caption),
    said: (party, text) => void keep(exchange, call, party, text),
  })
}

/** A phone on another node has become ready: what waits here for its owner may ring there. */
function readyElsewhere(exchange: Exchange, { userId, status }: { userId: string; status: string }): void {
  if (status !== 'ready' || exchange.phones.find(userId)) return
  for (const call of exchange.calls.values()) {
    const conversation = conversationOf(call)
    if (conversation?.assigneeId === userId && !isTalking(call)) follow(exchange, call, toConversation(conversation))
  }
}

/** A conversation may have gone on before the call knew of it. */
async function catchUpWith(exchange: Exchange, callId: string, id: string): Promise<void> {
  const { conversations, log } = exchange.deps
  try {
    const conversation = await conversations.load(id)
    const call = exchange.calls.get(callId)
    if (call) follow(exchange, call, toConversation(conversation))
  } catch (error) {
    log.error({ err: error }, 'the conversation of a call could not be followed')
  }
}

/** The customer has gone, or the house has ended the call: everybody has left it already. */
async function end({ calls, facts, phones, deps }: Exchange, id: string): Promise<void> {
  const call = calls.get(id)
  if (!call) return
  calls.delete(id)
  for (const phone of phones.all()) if (phone.ringing.delete(id)) phones.changed(phone)
  if (call.transfer) facts.end(aboutOf(call), call.transfer, call.movedOn ? 'answered' : endOf(call), null)
  const now = deps.timers.now()
  for (const watch of [call.talking, call.held]) runStopwatch(watch, false, now)
  await facts.settled()
  if (call.joinedAt === null) return
  await notePeople(deps.database.db, id, {
    ...{ agentId: call.agentId, joinedAt: new Date(call.joinedAt) },
    ...{ talkSeconds: Math.round(call.talking.ms / 1000), heldSeconds: Math.round(call.held.ms / 1000) },
  })
}

/** Who asked to be called back has left the queue by himself. */
const endOf = (call: OpenCall) => (conversationOf(call)?.status === 'bot' ? 'call-back' : 'abandoned')

/** What is said, as it comes: on the phones in the call and wherever the conversation is open. */
function show({ deps, phones }: Exchange, call: OpenCall, { who, party, text, final }: Caption): void {
  const name = who === 'customer' ? call.customerName : party.name
  const line: CaptionLine = { callId: call.live.id, who, name, text, final }
  for (const phone of phones.all()) if (phone.callId === call.live.id) phone.link?.say({ type: 'caption', ...line })
  const conversationId = conversationOf(call)?.id
  if (conversationId) deps.caption(conversationId, line)
}

/** What one of the team said becomes his message. It has been said: banned words are marked, not refused. */
async function keep({ deps }: Exchange, call: OpenCall, party: Party, text: string): Promise<void> {
  const id = conversationOf(call)?.id
  if (!id || party.userId === null) return
  const findings = deps.wording(text, call.live.language)
  const author = { kind: 'agent' as const, id: party.userId, name: party.name }
  await deps.conversations
    .change(id, (c) =>
      c.status === 'closed'
        ? null
        : {
            messages: [{ author, parts: [{ kind: 'text', text }], clientId: `${SPOKEN}${newId()}` }],
            actor: `user:${party.userId}`,
            events: findings.map(({ rule, severity }) => ({
              kind: 'wording.flagged',
              payload: { rule, severity, sent: true, userId: party.userId },
            })),
          },
    )
    .catch((error: unknown) => deps.log.error({ err: error }, 'what an agent said was not written down'))
}

function measure({ phones, calls, deps }: Exchange): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name, help, registers: [deps.registry] },
      collect() {
        this.set(read())
      },
    })
  gauge(
    'yinghe_phones',
    'Browsers of agents that are their phones',
    () => [...phones.all()].filter((p) => p.link).length,
  )
  gauge('yinghe_calls_with_people', 'Calls in which people talk', () => [...calls.values()].filter(isTalking).length)
}
