import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ActionCall, ActionOutcome } from '#business/contract.ts'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import { observe } from '#emotion/observe.ts'
import { type ChooseStrategy, strategy } from '#emotion/strategy/contract.ts'
import { issueDueOffers } from '#emotion/strategy/issue-offers.ts'
import { giveOffer, readTreatment, withdrawOffer } from '#emotion/strategy/offers.ts'
import { reapplyStrategies } from '#emotion/strategy/reapply.ts'
import { loadStrategies } from '#packs/strategies.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { findByName } from '#tickets/queries.ts'
import { offerWork } from '../../server/offer-work.ts'

const both = (text: string) => ({ zh: text, en: text })
const line = strategy.parse({
  ...{ id: 't.requests', title: both('requests'), when: { emotions: ['anger'] } },
  treat: {
    offers: [
      { kind: 'priority-review', text: both('优先复核'), request: { ticket: 'complaint' } },
      { kind: 'fast-payout', text: both('快速赔付'), request: { action: 'travel.fastPayout', ticket: 'refund' } },
    ],
  },
})
const choose: ChooseStrategy = () => ({ strategy: line, version: 1 })

let database: Database
let conversations: Conversations
/** What the business says when it is asked. */
let says: ActionOutcome = { ok: true, data: { id: 'PF1' } }
const asked: ActionCall[] = []
before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  await database.transaction(seedCustomers)
})
after(() => database.close())

const deps = () => ({
  ...{ database, work: offerWork, find: () => line },
  perform: async (call: ActionCall) => {
    asked.push(call)
    return says
  },
})
const by = { actor: 'user:lina', ip: '', locale: 'zh' as const }
/** An upset customer whom a person serves. */
async function upset() {
  const id = await openTestConversation(conversations, { patch: { status: 'human', assigneeId: null } })
  const signal = {
    ...{ key: 'text:1', source: 'text' as const, at: Date.now(), seq: 1, weight: 1, words: [] },
    ...{ label: 'anger' as const, intensity: 1 },
  }
  await observe(
    database,
    [{ conversationId: id, customerId: 'c-lin', observed: { signal } }],
    Date.now(),
    (tx, moved) => reapplyStrategies(tx, moved, choose),
  )
  const about = { conversationId: id, customerId: 'c-lin' }
  return {
    ...{ id, about },
    give: (n: number) => giveOffer(deps(), about, { strategyId: line.id, n }, by),
    back: (offerId: string) => withdrawOffer(deps(), about, offerId, by),
  }
}
const ticketsOf = (conversationId: string) =>
  database.db.selectFrom('tickets').selectAll().where('conversation_id', '=', conversationId).execute()

test('a priority review is an urgent ticket of its type with its clocks, once; taken back it is closed', async () => {
  const { id, give, back } = await upset()
  const given = (await give(0)).given[0]!
  assert.deepEqual([given.issued, given.through], ['issued', 'ticket'])
  const ticket = (await findByName(database.db, given.reference!))!
  assert.deepEqual(
    [ticket.type, ticket.priority, ticket.status, ticket.conversationId, ticket.customerId, ticket.title],
    ['complaint', 'urgent', 'open', id, 'c-lin', '优先复核'],
  )
  assert.ok(ticket.firstResponseDueAt && ticket.dueAt)
  await assert.rejects(give(0), { code: 'offer_given' })
  assert.equal((await ticketsOf(id)).length, 1)
  await back(given.id)
  assert.equal((await findByName(database.db, given.reference!))?.status, 'closed')
})

test('what the business does has its number and the key of the offer, and is not taken back', async () => {
  const { id, give, back } = await upset()
  says = { ok: true, data: { id: 'PF90010001', amount: 500 } }
  const given = (await give(1)).given[0]!
  assert.deepEqual([given.issued, given.through, given.reference], ['issued', 'business', 'PF90010001'])
  const { action, input, customerId, idempotencyKey } = asked.at(-1)!
  assert.deepEqual(
    [action, input, customerId, idempotencyKey],
    ['travel.fastPayout', { reason: line.id }, 'c-lin', `offer:${given.id}`],
  )
  await assert.rejects(back(given.id), { code: 'offer_done' })
  assert.deepEqual(await ticketsOf(id), [])
})

test('what the business refuses was never given, and nobody has work of it', async () => {
  const { id, give } = await upset()
  says = { ok: false, why: 'refused', code: 'no_delay_cover', message: both('没有延误险') }
  await assert.rejects(give(1), { code: 'business_refused' })
  assert.deepEqual((await readTreatment(deps(), id)).given, [])
  assert.deepEqual(await ticketsOf(id), [])
})

test('a house without the operation has an urgent ticket instead', async () => {
  const { id, give } = await upset()
  says = { ok: false, why: 'refused', code: 'unknown_action', message: both('x') }
  const given = (await give(1)).given[0]!
  assert.equal(given.through, 'ticket')
  const [ticket] = await ticketsOf(id)
  assert.deepEqual([ticket?.type, ticket?.priority, String(ticket?.number)], ['refund', 'urgent', given.reference])
})

test('a request that the business could not take is made later with the same key, once on all nodes', async () => {
  const { id, give } = await upset()
  says = { ok: false, why: 'unavailable', code: 'down', message: both('x') }
  assert.equal((await give(1)).given[0]?.issued, 'pending')
  const key = asked.at(-1)!.idempotencyKey
  says = { ok: true, data: { id: 'PF2' } }
  const later = new Date(Date.now() + 3_600_000)
  const before_ = asked.length
  await Promise.all([issueDueOffers(deps(), later), issueDueOffers(deps(), later)])
  assert.deepEqual(
    asked.slice(before_).map(({ idempotencyKey }) => idempotencyKey),
    [key],
  )
  assert.equal((await readTreatment(deps(), id)).given[0]?.reference, 'PF2')
})

test('no strategy of a pack promises what nothing does', () => {
  const packs = ['base', 'ecommerce', 'finance', 'government', 'telecom', 'travel']
  const lines = loadStrategies(packs.map((pack) => join(import.meta.dirname, '../../../packs', pack)))
  const offers = lines.flatMap(({ id, treat }) => treat.offers.map((one) => ({ id, ...one })))
  assert.ok(offers.length > 8)
  assert.deepEqual(
    offers.filter(({ issue, request }) => issue === (request !== null)).map(({ id, text }) => `${id}: ${text.zh}`),
    [],
  )
})
