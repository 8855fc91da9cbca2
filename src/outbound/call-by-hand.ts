import type { Conversations } from '#conversations/change.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Customer } from '#customers/contract.ts'
import { maskPhone } from '#governance/mask.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { endAttempt, insertAttempt, lockDecisions, noteCall, readNumber } from '#outbound/attempt-queries.ts'
import type { OutboundLine, Outcome } from '#outbound/contract.ts'
import { isStopped } from '#outbound/do-not-call.ts'
import { mayCall } from '#outbound/may-call.ts'
import { dialled, isNumber, type KeyOf } from '#outbound/number-key.ts'
import type { Dial } from '#outbound/place-call.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { CallCustomer, RingOutcome } from '#voice/bridge/exchange.ts'
import type { LegEnd } from '#voice/contract.ts'
import type { Calls } from '#voice/open-calls.ts'

export type ByHandDeps = {
  database: Database
  conversations: Conversations
  keyOf: KeyOf
  now: () => number
  /** Of the house, whose day counts where nothing is known of the customer's. */
  timeZone: () => Promise<string>
  customer: (id: string) => Promise<Customer | null>
  /** Where he called from last, for who left no number. */
  callingNumber: (customerId: string) => Promise<string | null>
  /** The line of this id, or the first, over which this node can call; null when it is not open. */
  line: (id: string | null) => Pick<OutboundLine, 'id' | 'name'> | null
  dial: Dial
  calls: Pick<Calls, 'lead' | 'running'>
  /** A conversation by telephone that does not exist yet, at an agent. */
  fresh: (customer: Customer, userId: string) => StoredConversation
  log: Log
}

/** Somebody who is called by hand is rung for so long. */
const RING_MS = 45_000

type User = Extract<Actor, { kind: 'user' }>
type Wanted = Parameters<CallCustomer>[1]
type Attempt = { id: string; line: string; number: string; customer: Customer; conversationId: string | null }

/** An agent calls a customer. Throws what forbids it; then the attempt counts, whatever comes of it. */
export const openCallByHand =
  (deps: ByHandDeps): CallCustomer =>
  async (actor, wanted) => {
    const customer = await deps.customer(wanted.customerId)
    if (!customer) throw new AppError('not_found')
    const conversationId = await conversationAt(deps, actor, wanted)
    const number = customer.attributes.phone || (await deps.callingNumber(customer.id))
    if (!number || !isNumber(number)) throw new AppError('customer_without_number')
    const line = deps.line(wanted.lineId)
    if (!line) throw new AppError('line_closed')
    for (const call of deps.calls.running().values())
      if (call.customerId === customer.id) throw new AppError('number_engaged')
    const attempt: Attempt = { id: newId(), line: line.id, number, customer, conversationId }
    await count(deps, actor, attempt, wanted.asked)
    return {
      ...{ conversationId, customerName: customer.name, number: maskPhone(number), line: line.name },
      ring: (signal) => ring(deps, actor, attempt, signal),
    }
  }

/** The conversation that he serves and calls from, or has with this customer by telephone already. */
async function conversationAt({ conversations }: ByHandDeps, actor: User, wanted: Wanted): Promise<string | null> {
  const { customerId, conversationId } = wanted
  const found = conversationId
    ? await conversations.load(conversationId)
    : await conversations.findOpen(customerId, 'phone', true)
  if (!found) return null
  if (found.customerId !== customerId) throw new AppError('not_found')
  if (found.status === 'closed') throw new AppError('conversation_closed')
  const others = found.status === 'human' && found.assigneeId !== actor.id
  if (others || (conversationId && found.status !== 'human')) throw new AppError('not_assigned')
  return found.id
}

/** Whether the number may be called is decided, and the attempt counted, in one. */
async function count(deps: ByHandDeps, actor: User, attempt: Attempt, asked: boolean): Promise<void> {
  const { id, number, customer, conversationId } = attempt
  const [now, key, timeZone] = [deps.now(), deps.keyOf(number), await deps.timeZone()]
  await deps.database.transaction(async (tx) => {
    await lockDecisions(tx)
    const stopped = await isStopped(tx, deps.keyOf, number)
    const refusal = mayCall({ ...(await readNumber(tx, key, now)), stopped, asked, now, timeZone })
    if (refusal) {
      const { code, ...params } = refusal
      throw new AppError(code, params)
    }
    const whose = { campaign_id: null, target_id: null, customer_id: customer.id }
    await insertAttempt(tx, { ...whose, id, number_key: key, started_at: new Date(now) })
    await recordAudit(tx, {
      ...{ actor: `user:${actor.id}`, action: 'call.placed', target: `customer:${customer.id}` },
      detail: { number: maskPhone(number), conversationId: conversationId ?? '', asked, line: attempt.line },
    })
  })
}

/** Rings him; once he answers it is a call as any other, with the agent in it. */
async function ring(deps: ByHandDeps, actor: User, attempt: Attempt, signal: AbortSignal): Promise<RingOutcome> {
  const { id, line, number, customer, conversationId } = attempt
  const { database } = deps
  const end = (outcome: Outcome) =>
    database.transaction((tx) => endAttempt(tx, id, outcome, new Date(deps.now()))).then(() => {})
  try {
    const answered = (await deps.dial(line, dialled(number), { ringMs: RING_MS, signal })) ?? { failed: 'failed' }
    if (signal.aborted) {
      if (!('failed' in answered)) await answered.hangUp()
      await end('no-answer')
      return 'called-off'
    }
    if ('failed' in answered) {
      const why = reasonOf(answered.failed)
      await end(why)
      await note(deps, actor, conversationId, why)
      return why
    }
    const conversation = await take(deps, actor, customer, conversationId)
    const led = deps.calls.lead(answered, { customer, language: conversation.language, script: null, conversation })
    await noteCall(database.db, id, led.id)
    void led.ended
      .then(() => end('reached'))
      .catch((error: unknown) => deps.log.error({ err: error }, 'the end of a call by hand was not written'))
    return 'answered'
  } catch (error) {
    await end('failed')
    throw error
  }
}

const reasonOf = (why: LegEnd) => (why === 'busy' || why === 'no-answer' || why === 'refused' ? why : 'failed')

/** The conversation is his, from now on if it was not. */
async function take(
  { conversations, fresh }: ByHandDeps,
  actor: User,
  customer: Customer,
  conversationId: string | null,
): Promise<StoredConversation> {
  if (conversationId) {
    const { conversation } = await conversations.change(conversationId, ({ status, assigneeId }) =>
      status === 'human' && assigneeId === actor.id
        ? null
        : {
            patch: { status: 'human', assigneeId: actor.id, acceptedAt: new Date().toISOString(), pending: null },
            ...{ what: 'accepted', actor: `user:${actor.id}` },
          },
    )
    return conversation
  }
  const opened = await conversations.open(fresh(customer, actor.id), () => ({
    ...{ patch: {}, what: 'accepted', actor: `user:${actor.id}` },
  }))
  if (!opened) throw new AppError('conflict')
  return opened.conversation
}

/** For whoever serves him next: he was called in vain. */
async function note({ conversations, log }: ByHandDeps, actor: User, id: string | null, why: string): Promise<void> {
  if (!id) return
  await conversations
    .change(id, ({ status }) =>
      status === 'closed'
        ? null
        : {
            messages: [
              {
                author: { kind: 'system', id: 'system', name: '' },
                parts: [{ kind: 'notice', code: `not-reached-${why}`, params: { name: actor.name } }],
                internal: true,
              },
            ],
            actor: `user:${actor.id}`,
          },
    )
    .catch((error: unknown) => log.warn({ err: error }, 'a call in vain was not noted'))
}
