import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ActionCall } from '#business/contract.ts'
import { connectTo, openShop, outage, performOn } from '#business/testing.ts'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { EmotionSignal } from '#emotion/contract.ts'
import { observe } from '#emotion/observe.ts'
import { chooseStrategy } from '#emotion/strategy/choose-strategy.ts'
import { type AppliedStrategy, type ChooseStrategy, strategy, strategyEvents } from '#emotion/strategy/contract.ts'
import { issueDueOffers, MOST_TRIES } from '#emotion/strategy/issue-offers.ts'
import { giveOffer, readTreatment, withdrawOffer } from '#emotion/strategy/offers.ts'
import { reapplyStrategies } from '#emotion/strategy/reapply.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { NewEvent } from '#platform/ledger/contract.ts'
import { ledger } from '#platform/ledger/read.ts'
import { findByName } from '#tickets/queries.ts'
import { offerWork } from '../../server/offer-work.ts'

const both = (text: string) => ({ zh: text, en: text })
const offer = (cost: number, issue = false) => ({ kind: 'coupon' as const, cost, issue, text: both(`${cost}`) })
const line = (id: string, level: 'medium' | 'high', treat: object) =>
  strategy.parse({ id, title: both(id), when: { emotions: ['anger'], levels: [level] }, treat })
const lines = [
  line('t.angry', 'medium', { tone: 'apologetic', offers: [offer(20)], budget: 20 }),
  line('t.vouchers', 'high', { offers: [offer(150, true), offer(40, true), offer(90, true)], budget: 500 }),
  line('t.furious', 'high', { serve: 'senior', largeType: true, offers: [offer(30), offer(25), offer(0)], budget: 50 }),
]
/** The one that issues is chosen by a test of its own. */
let issuing = false
const choose: ChooseStrategy = (situation) => {
  const found = chooseStrategy(
    lines.filter(({ id }) => (id === 't.vouchers') === issuing),
    situation,
  )
  return found && { strategy: found, version: 7 }
}

let database: Database
let conversations: Conversations
let shop: Awaited<ReturnType<typeof openShop>>
before(async () => {
  database = await openTestDatabase()
  shop = await openShop()
  conversations = openConversations(database)
  await database.transaction(seedCustomers)
})
after(async () => {
  await shop.close()
  await database.close()
})

const deps = () => ({
  database,
  find: (id: string) => lines.find((one) => one.id === id) ?? null,
  work: offerWork,
  perform: ({ customerId, action, input, ...more }: ActionCall) =>
    performOn(database, connectTo(shop.url))(customerId, action, input, more),
})
const by = { actor: 'user:lina', ip: '', locale: 'zh' as const }
let seq = 0
/** What the customer writes is felt, and strategies follow. */
async function feel(conversationId: string, intensity: number): Promise<void> {
  seq++
  const signal: EmotionSignal = {
    ...{ key: `text:${seq}`, source: 'text', at: Date.now() - 60_000 + seq * 1000, seq, weight: 1, words: [] },
    ...{ label: intensity > 0.3 ? 'anger' : 'neutral', intensity },
  }
  await observe(database, [{ conversationId, customerId: 'c-lin', observed: { signal } }], Date.now(), (tx, moved) =>
    reapplyStrategies(tx, moved, choose),
  )
}
const told = async (conversationId: string, ...kinds: string[]) =>
  (await ledger.of(database.db, { conversationId, kinds, limit: 20 })).reverse()
const served = () => openTestConversation(conversations, { patch: { status: 'human', assigneeId: null } })

test('while a person serves, the strategy follows the feeling: one fact for each change, none while it stays', async () => {
  const id = await served()
  await feel(id, 0.5)
  await feel(id, 0.5)
  assert.equal((await readTreatment(deps(), id)).strategy?.id, 't.angry')
  await feel(id, 1)
  await feel(id, 1)
  const applied = await told(id, 'strategy.applied')
  assert.deepEqual(
    applied.map(({ payload }) => [payload.strategyId, payload.serve, payload.largeType, payload.did]),
    [
      ['t.angry', 'bot', false, ['told-agent']],
      ['t.furious', 'senior', true, ['told-agent']],
    ],
  )
  for (let n = 0; n < 6; n++) await feel(id, 0)
  const last = await readTreatment(deps(), id)
  assert.deepEqual([last.strategy, last.offers, last.budget], [null, [], 0])
  assert.equal((await told(id, 'strategy.ended')).length >= 1, true)
})

test('the customer hears of larger type and of nothing else', () => {
  const { topics, forCustomer } = strategyEvents['strategy.applied']
  const event = (largeType: boolean) =>
    ({
      kind: 'strategy.applied',
      conversationId: 'k',
      customerId: 'c',
      actor: 'bot',
      payload: { largeType },
    }) as NewEvent
  assert.ok(topics(event(true)).includes('customer:c'))
  assert.ok(!topics(event(false)).includes('customer:c'))
  const told = { largeType: true, strategyId: 't.furious', emotion: 'anger', score: 1 } as AppliedStrategy
  assert.deepEqual(forCustomer(told), { largeType: true })
})

test('the bot plans for itself: nothing is applied behind its back', async () => {
  const id = await openTestConversation(conversations, {})
  await feel(id, 1)
  assert.deepEqual(await told(id, 'strategy.applied'), [])
})

test('offers are held against the budget, given once, and free again when taken back', async () => {
  const id = await served()
  await feel(id, 1)
  const about = { conversationId: id, customerId: 'c-lin' }
  const give = (n: number, strategyId = 't.furious') => giveOffer(deps(), about, { strategyId, n }, by)
  const first = await give(0)
  assert.deepEqual([first.spent, first.offers.map(({ state }) => state)], [30, ['given', 'dear', 'open']])
  await assert.rejects(give(0), { code: 'offer_given' })
  await assert.rejects(give(1), { code: 'budget_spent' })
  await assert.rejects(give(0, 't.angry'), { code: 'strategy_moved_on' })
  assert.equal((await give(2)).spent, 30)
  const after_ = await withdrawOffer(deps(), about, first.given[0]!.id, by)
  assert.deepEqual([after_.spent, after_.offers.map(({ state }) => state)], [0, ['open', 'open', 'given']])
  await assert.rejects(withdrawOffer(deps(), about, first.given[0]!.id, by), { code: 'not_found' })
  const facts = await told(id, 'offer.given', 'offer.taken-back')
  assert.deepEqual(
    facts.map(({ kind, payload }) => [kind, payload.cost, payload.spent]),
    [
      ['offer.given', 30, 30],
      ['offer.given', 0, 30],
      ['offer.taken-back', 30, 0],
    ],
  )
  const audited = await database.db.selectFrom('audit_log').select('action').execute()
  assert.equal(audited.filter(({ action }) => action.startsWith('offer.')).length, 3)
})

test('two who give at the same moment cannot spend the budget twice', async () => {
  const id = await served()
  await feel(id, 1)
  const about = { conversationId: id, customerId: 'c-lin' }
  const given = await Promise.allSettled(
    [0, 1].map((n) => giveOffer(deps(), about, { strategyId: 't.furious', n }, by)),
  )
  assert.equal(given.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.ok((await readTreatment(deps(), id)).spent <= 50)
})

test('the business issues a voucher once, takes it back, and what it refuses was never given', async () => {
  issuing = true
  const id = await served()
  await feel(id, 1)
  const about = { conversationId: id, customerId: 'c-wang' }
  const give = (n: number) => giveOffer(deps(), about, { strategyId: 't.vouchers', n }, by)
  const first = await give(0)
  assert.equal(first.given[0]?.issued, 'issued')
  assert.match(first.given[0]?.reference ?? '', /^YH\d+$/)
  await assert.rejects(give(2), { code: 'business_refused' })
  const after_ = await readTreatment(deps(), id)
  assert.deepEqual([after_.spent, after_.offers.map(({ state }) => state)], [150, ['given', 'open', 'open']])
  await withdrawOffer(deps(), about, first.given[0]!.id, by)
  assert.equal((await give(2)).given[0]?.issued, 'issued')
  const facts = await told(id, 'offer.given', 'offer.issued', 'offer.taken-back')
  assert.deepEqual(
    facts.map(({ kind }) => kind),
    ['given', 'issued', 'given', 'taken-back', 'taken-back', 'given', 'issued'].map((what) => `offer.${what}`),
  )
})

test('while the business is away the promise stands and is issued later, once, by whichever node comes first', async () => {
  shop.reset()
  const id = await served()
  await feel(id, 1)
  const about = { conversationId: id, customerId: 'c-chen' }
  await outage(shop.url, 'down')
  const waiting = (await giveOffer(deps(), about, { strategyId: 't.vouchers', n: 1 }, by)).given[0]!
  assert.deepEqual([waiting.issued, waiting.reference], ['pending', null])
  await assert.rejects(withdrawOffer(deps(), about, waiting.id, by), { code: 'offer_pending' })
  assert.equal(await issueDueOffers(deps()), 0)
  await outage(shop.url, 'off')
  const later = new Date(Date.now() + 3600_000)
  const nodes = await Promise.all([1, 2, 3].map(() => issueDueOffers(deps(), later)))
  assert.equal(
    nodes.reduce((sum, n) => sum + n),
    1,
  )
  const issued = (await readTreatment(deps(), id)).given[0]!
  assert.equal(issued.issued, 'issued')
  assert.equal(await issueDueOffers(deps(), later), 0)
})

test('an offer that the business could not be asked for in hours is left to a person; a house without a shop has a ticket for it', async () => {
  const id = await served()
  await feel(id, 1)
  const about = { conversationId: id, customerId: 'c-lin' }
  const give = (n: number, perform: ReturnType<typeof deps>['perform']) =>
    giveOffer({ ...deps(), perform }, about, { strategyId: 't.vouchers', n }, by)
  const away = async () => ({ ok: false, why: 'unavailable', code: 'down', message: both('x') }) as const
  await give(1, away)
  for (let n = 1, at = Date.now(); n < MOST_TRIES; n++) {
    at += 3600_000
    assert.equal(await issueDueOffers({ ...deps(), perform: away }, new Date(at)), 1)
  }
  assert.equal((await readTreatment(deps(), id)).given[0]?.issued, 'failed')
  const nowhere = async () => ({ ok: false, why: 'refused', code: 'unknown_action', message: both('x') }) as const
  const { issued, through, reference } = (await give(2, nowhere)).given[1]!
  assert.deepEqual([issued, through], ['issued', 'ticket'])
  assert.equal((await findByName(database.db, reference!))?.type, 'other')
  issuing = false
})
