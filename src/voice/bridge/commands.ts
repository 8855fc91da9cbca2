import type { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import { toConversation } from '#conversations/stored.ts'
import { accept } from '#desk/accept.ts'
import { transfer as handOn } from '#desk/transfer.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { AppError } from '#platform/errors.ts'
import { callOut } from '#voice/bridge/call-out.ts'
import type { phoneFrame } from '#voice/bridge/contract.ts'
import {
  aboutOf,
  bring,
  conversationOf,
  type Exchange,
  isTalking,
  type OpenCall,
  partyOf,
  refresh,
} from '#voice/bridge/exchange.ts'
import { join, legOf, partyFor, passOn } from '#voice/bridge/join.ts'
import { callOutside, transferOutside } from '#voice/bridge/outside.ts'
import { mayRing, type Phone } from '#voice/bridge/phones.ts'
import { catchUp, follow, RING_MS, ring, unring } from '#voice/bridge/ring.ts'
import { maskNumber } from '#voice/bridge/view.ts'

type Frame = z.output<typeof phoneFrame>
export type PhoneCommand = Extract<Frame, { id: string }>
type CommandOf<T extends PhoneCommand['type']> = Extract<PhoneCommand, { type: T }>
type Verbs = { [T in PhoneCommand['type']]: (x: Exchange, phone: Phone, frame: CommandOf<T>) => Promise<void> | void }

/** More in one call than this understand nobody. */
const MOST_PARTIES = 8

/** Does what an agent wants of his phone. Throws AppError. */
export async function runPhoneCommand(exchange: Exchange, phone: Phone, frame: PhoneCommand): Promise<void> {
  await VERBS[frame.type](exchange, phone, frame as never)
}

const VERBS: Verbs = {
  ready(x, phone, { on }) {
    Object.assign(phone, { ready: on, missed: false, resting: false, afterCall: null })
    if (on) catchUp(x, phone)
    else for (const callId of phone.ringing.keys()) refuse(x, phone, callId)
    x.phones.changed(phone)
  },
  call: callOut,
  answer,
  reject(x, phone, { callId }) {
    if (!phone.ringing.has(callId)) throw new AppError('call_gone')
    x.phones.rest(phone, null)
    refuse(x, phone, callId)
  },
  hold(x, phone, { on }) {
    const { call } = inCall(x, phone)
    call.live.people.tell({ kind: 'hold', on })
    refresh(x, call)
  },
  mute(x, phone, { on }) {
    const { call } = inCall(x, phone, ['agent', 'colleague', 'supervisor'])
    call.live.people.tell({ kind: 'mute', id: phone.userId, on })
    refresh(x, call)
  },
  keys(x, phone, { keys }) {
    const { call } = inCall(x, phone)
    call.live.session.sendKeys(keys)
    call.live.people.keys(phone.userId, keys)
  },
  transfer,
  invite,
  drop(x, phone, { partyId }) {
    const { call } = inCall(x, phone)
    const party = partyOf(call, partyId)
    if (party?.kind !== 'colleague' && party?.kind !== 'number') throw new AppError('not_found')
    call.live.people.tell({ kind: 'leaves', id: partyId, why: 'dropped' })
  },
  'hang-up'(x, phone) {
    if (phone.dialling) return phone.dialling.off()
    const { call } = inCall(x, phone, ['agent', 'colleague', 'supervisor'])
    call.live.people.tell({ kind: 'leaves', id: phone.userId, why: 'hung-up' })
  },
  monitor,
  async 'take-over'(x, phone) {
    const { call, conversationId } = inCall(x, phone, ['supervisor'])
    if (!phone.actor.permissions.has('calls.monitor')) throw new AppError('forbidden')
    // What the conversation tells of it may come before the answer here.
    const transfer = x.facts.ask(aboutOf(call), 'take-over', phone.userId)
    call.transfer = transfer
    const conversation = await accept(deskOf(x), phone.actor, conversationId, phone.userId).catch((error: unknown) => {
      x.facts.end(aboutOf(call), transfer, 'not-answered', null)
      call.transfer = null
      throw error
    })
    await audit(x, phone, 'call.taken-over', call)
    follow(x, call, toConversation(conversation))
  },
}

const deskOf = ({ deps: { database, conversations, freshDialogue } }: Exchange) => ({
  ...{ database, conversations, freshDialogue },
})

/** The call he is in, when he is in it as one of these. Throws not_in_call. */
function inCall(x: Exchange, phone: Phone, kinds: string[] = ['agent']) {
  const call = phone.callId ? x.calls.get(phone.callId) : undefined
  const conversationId = call && conversationOf(call)?.id
  const self = call && partyOf(call, phone.userId)
  if (!call || !conversationId || !self || !kinds.includes(self.kind)) throw new AppError('not_in_call')
  return { call, conversationId, self }
}

async function answer(x: Exchange, phone: Phone, { callId }: CommandOf<'answer'>): Promise<void> {
  const ringing = phone.ringing.get(callId)
  const call = x.calls.get(callId)
  const conversationId = call && conversationOf(call)?.id
  if (!ringing || !call || !conversationId || phone.callId) throw new AppError('call_gone')
  if (ringing.why === 'invite') {
    await x.deps.conversations.change(conversationId, (c) => ({
      patch: { participants: [...new Set([...c.participants, phone.userId])] },
      ...{ what: 'invited', actor: `user:${phone.userId}` },
    }))
    if (!isTalking(call)) throw new AppError('call_gone')
    return join(x, call, phone, 'colleague')
  }
  const conversation = await accept(deskOf(x), phone.actor, conversationId)
  if (call.live.people.state().phase === 'over') throw new AppError('call_gone')
  if (ringing.why === 'own') return join(x, call, phone, 'agent')
  follow(x, call, toConversation(conversation))
}

/** He does not take what rings. */
function refuse(x: Exchange, phone: Phone, callId: string): void {
  const ringing = phone.ringing.get(callId)
  const call = x.calls.get(callId)
  if (!ringing || !call) return
  unring(x, call, phone, false)
  if (ringing.why === 'invite') {
    call.live.people.tell({ kind: 'leaves', id: phone.userId, why: 'dropped' })
    tellMissed(x, call, 'invite', phone.name, 'refused')
  } else void passOn(x, call, phone.userId)
}

function tellMissed(
  x: Exchange,
  call: OpenCall,
  what: 'transfer' | 'invite',
  name: string,
  why: 'busy' | 'no-answer' | 'refused' | 'failed' | 'not-ready',
): void {
  for (const phone of x.phones.all())
    if (phone.callId === call.live.id && partyOf(call, phone.userId)?.kind === 'agent')
      phone.link?.say({ type: 'missed', what, name, why })
  refresh(x, call)
}

/** The phone of a colleague that may ring now. Throws phone_not_ready. */
async function phoneFor(x: Exchange, userId: string): Promise<Phone> {
  const phone = await bring(x, userId)
  if (!phone || !mayRing(phone)) throw new AppError('phone_not_ready')
  return phone
}

async function transfer(x: Exchange, phone: Phone, { to, note }: CommandOf<'transfer'>): Promise<void> {
  const { call, conversationId } = inCall(x, phone)
  if (call.transferring) throw new AppError('transfer_under_way')
  const others = call.live.people.state().parties.filter(({ kind }) => kind === 'colleague' || kind === 'number')
  if (others.length) throw new AppError('call_crowded')
  if (to.kind === 'number') {
    void transferOutside(x, call, phone.userId, to)
      .then((why) => why && tellMissed(x, call, 'transfer', maskNumber(to.number), why))
      .catch((error: unknown) => x.deps.log.error({ err: error }, 'a call could not be handed on to a number'))
    return
  }
  if (to.kind === 'agent') await phoneFor(x, to.userId)
  const target = to.kind === 'agent' ? { toUserId: to.userId } : { queueId: to.queueId }
  // What the conversation tells of it may come before the answer here.
  call.passing = { kind: to.kind, by: phone.userId, name: phone.name }
  try {
    const conversation = await handOn(deskOf(x), phone.actor, conversationId, { ...target, note })
    follow(x, call, toConversation(conversation))
  } catch (error) {
    call.passing = null
    throw error
  }
}

async function invite(x: Exchange, phone: Phone, { to }: CommandOf<'invite'>): Promise<void> {
  const { call } = inCall(x, phone)
  if (call.live.people.state().parties.length >= MOST_PARTIES) throw new AppError('call_crowded')
  if (to.kind === 'number') {
    void callOutside(x, call, to)
      .then((reached) => 'missed' in reached && tellMissed(x, call, 'invite', maskNumber(to.number), reached.missed))
      .catch((error: unknown) => x.deps.log.error({ err: error }, 'a number could not be called into a call'))
    return
  }
  const colleague = await phoneFor(x, to.userId)
  if (!isTalking(call)) throw new AppError('call_gone')
  call.live.people.ring({ ...partyFor(colleague, 'colleague'), state: 'ringing' }, legOf(x, call, colleague))
  ring(x, call, colleague, 'invite', phone.name)
  refresh(x, call)
  x.deps.timers.after(RING_MS, () => {
    if (partyOf(call, colleague.userId)?.state !== 'ringing') return
    unring(x, call, colleague, true)
    call.live.people.tell({ kind: 'leaves', id: colleague.userId, why: 'dropped' })
    tellMissed(x, call, 'invite', colleague.name, 'no-answer')
  })
}

async function monitor(x: Exchange, phone: Phone, { callId, mode }: CommandOf<'monitor'>): Promise<void> {
  if (!phone.actor.permissions.has('calls.monitor')) throw new AppError('forbidden')
  const call = x.calls.get(callId)
  const conversation = call && conversationOf(call)
  if (!call || !conversation) throw new AppError('call_gone')
  if (!isTalking(call)) throw new AppError('nobody_in_call')
  requireReadable(phone.actor, conversation)
  const self = partyOf(call, phone.userId)
  if (phone.callId && (phone.callId !== callId || self?.kind !== 'supervisor')) throw new AppError('phone_busy')
  await audit(x, phone, mode === 'listen' ? 'call.listened' : 'call.whispered', call)
  if (self) call.live.people.tell({ kind: 'mode', id: phone.userId, mode })
  else join(x, call, phone, 'supervisor', mode)
  refresh(x, call)
}

const audit = (
  x: Exchange,
  phone: Phone,
  action: 'call.listened' | 'call.whispered' | 'call.taken-over',
  call: OpenCall,
) =>
  x.deps.database.transaction((tx) =>
    recordAudit(tx, {
      ...{ actor: `user:${phone.userId}`, action, target: call.live.id },
      detail: { conversationId: conversationOf(call)?.id ?? '', agentId: call.agentId ?? '' },
    }),
  )
