import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { type Customer, customerEvents } from '#customers/contract.ts'
import { identifyVerified } from '#customers/identify.ts'
import { customerRoutes } from '#customers/routes.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { CustomerMerge } from '#desk/customer-merges/contract.ts'
import { mergeRoutes } from '#desk/customer-merges/merge-routes.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { ledger } from '#platform/ledger/read.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import { giveTickets } from '#tickets/move.ts'

let database: Database
let conversations: Conversations
let server: TestServer
const people: Record<string, { cookie: string }> = {}

before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  server = await serveForTest(database, [
    ...customerRoutes({
      database,
      timelineKinds: ['conversation.opened', 'customer.merged', 'customer.split'],
      conversationsOn: async (customerId, channel) =>
        (await conversations.list({ customerId, channel, limit: 100 })).map(({ id }) => id),
    }),
    ...mergeRoutes({ database, conversations, moveTickets: giveTickets }),
  ])
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  for (const who of ['lina', 'qiu']) people[who] = { cookie: await cookieOf(database, who) }
})
after(async () => {
  await server.close()
  await database.close()
})

type Merges = { items: CustomerMerge[] }
const merge = (fromId: string, toId: string, who = 'lina') =>
  server.call<Merges>('POST', `/api/customers/${toId}/merges`, { fromId }, people[who])
const undo = (id: string, toId: string) =>
  server.call<Merges>('DELETE', `/api/customers/${toId}/merges/${id}`, undefined, people.lina)
const profile = async (id: string) =>
  (
    await server.call<Customer & { identities: { address: string }[] }>(
      'GET',
      `/api/customers/${id}`,
      undefined,
      people.lina,
    )
  ).body

let known = 0
/** A customer of the site's own with this mark and one thing known of him. */
async function person(tag: string, attributes: Record<string, string>): Promise<string> {
  const externalId = `shop-${++known}`
  const given = { externalId, name: `客户 ${known}`, language: 'zh' as const }
  const { id } = await database.transaction((tx) => identifyVerified(tx, given))
  const tags = JSON.stringify([{ tag, source: 'manual', reason: '', at: new Date().toISOString() }])
  await database.db
    .updateTable('customers')
    .set({ tags, attributes: JSON.stringify(attributes) })
    .where('id', '=', id)
    .execute()
  return id
}
const chat = (customerId: string, status: 'human' | 'bot' | 'closed', channel?: string) =>
  openTestConversation(
    conversations,
    {
      patch: { status, ...(status === 'human' && { assigneeId: 'lina', acceptedAt: new Date().toISOString() }) },
      messages: [{ author: { kind: 'customer', id: customerId, name: 'x' }, parts: [{ kind: 'text', text: '你好' }] }],
    },
    customerId,
    channel,
  )
const ownerOf = async (id: string) => (await conversations.load(id)).customerId

test('everything of one becomes the other’s: conversations, addresses, marks and what only he had told', async () => {
  const [from, to] = [
    await person('团购', { city: '杭州', email: 'old@a.example' }),
    await person('老客户', { email: 'new@a.example' }),
  ]
  const old = await chat(from, 'closed')
  const { status, body } = await merge(from, to)
  assert.equal(status, 200)
  assert.equal(await ownerOf(old), to)
  const survivor = await profile(to)
  assert.deepEqual(
    survivor.tags.map(({ tag }) => tag),
    ['老客户', '团购'],
  )
  assert.deepEqual(survivor.attributes, { city: '杭州', email: 'new@a.example' })
  assert.equal(survivor.identities.length, 2)
  assert.deepEqual([body.items[0]!.fromId, body.items[0]!.conversations, body.items[0]!.undoable], [from, 1, true])
  const timeline = `/api/customers/${to}/timeline?about=conversation`
  const { body: past } = await server.call<{ items: { conversationId: string }[] }>(
    'GET',
    timeline,
    undefined,
    people.lina,
  )
  assert.deepEqual(
    past.items.map(({ conversationId }) => conversationId),
    [old],
    'what happened with him before is here too',
  )
  // His open chat hears of it, and asks anew who he is; of whom he became it learns nothing from the fact.
  const [fact] = await ledger.of(database.db, { kinds: ['customer.merged'], customerId: to, limit: 1 })
  const { topics, forCustomer } = customerEvents['customer.merged']
  assert.deepEqual([topics(fact as never), forCustomer()], [['team', `customer:${from}`], {}])
})

test('he who signs in with the old account is the one he was merged into', async () => {
  const [from, to] = [await person('a', {}), await person('b', {})]
  await merge(from, to)
  const { externalId } = await profile(from)
  const again = await database.transaction((tx) =>
    identifyVerified(tx, { externalId: externalId!, name: 'x', language: 'zh' }),
  )
  assert.equal(again.id, to)
})

test('of two open conversations the one that a person serves goes on', async () => {
  const [from, to] = [await person('a', {}), await person('b', {})]
  const [served, withBot] = [await chat(from, 'human', 'web'), await chat(to, 'bot', 'web')]
  await merge(from, to)
  assert.deepEqual([(await conversations.load(served)).status, await ownerOf(served)], ['human', to])
  assert.equal((await conversations.load(withBot)).status, 'closed')
})

test('a merge is taken back: what moved goes home, what came since stays', async () => {
  const [from, to] = [await person('团购', { city: '杭州' }), await person('老客户', {})]
  const [old, own] = [await chat(from, 'closed'), await chat(to, 'closed')]
  const [{ id }] = (await merge(from, to)).body.items as [CustomerMerge]
  const since = await chat(to, 'closed')
  assert.equal((await undo(id, to)).status, 200)
  assert.deepEqual([await ownerOf(old), await ownerOf(own), await ownerOf(since)], [from, to, to])
  const [back, survivor] = [await profile(from), await profile(to)]
  assert.deepEqual([back.tags.map(({ tag }) => tag), back.attributes], [['团购'], { city: '杭州' }])
  assert.deepEqual([survivor.tags.map(({ tag }) => tag), survivor.attributes], [['老客户'], {}])
  assert.equal(back.identities.length, 1)
  assert.equal((await undo(id, to)).code, 'not_found')
})

test('after seven days it stays', async () => {
  const [from, to] = [await person('a', {}), await person('b', {})]
  const [{ id }] = (await merge(from, to)).body.items as [CustomerMerge]
  const long = new Date(Date.now() - 8 * 24 * 3600_000)
  await database.db.updateTable('customer_merges').set({ merged_at: long }).where('id', '=', id).execute()
  assert.equal((await undo(id, to)).code, 'not_found')
})

test('only two verified customers who are nobody else’s are merged, by those who may; it is on record', async () => {
  const [one, two] = [await person('a', {}), await person('b', {})]
  await database.db.insertInto('customers').values({ id: 'visitor-1', display_name: '访客', tier: 'regular' }).execute()
  assert.equal((await merge(one, one)).code, 'not_one_person')
  assert.equal((await merge('visitor-1', two)).code, 'not_one_person')
  assert.equal((await merge('nobody', two)).code, 'not_found')
  assert.equal((await merge(one, two, 'qiu')).code, 'forbidden')
  assert.equal((await merge(one, two)).status, 200)
  assert.equal((await merge(one, two)).code, 'not_one_person')
  const audit = await database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('target', '=', `customer:${two}`)
    .where('action', '=', 'customer.merged')
    .execute()
  assert.deepEqual(
    audit.map(({ actor, detail }) => [actor, detail]),
    [['user:lina', { from: one, conversations: 0, tickets: 0 }]],
  )
})

test('the history of a customer is read channel by channel', async () => {
  const id = await person('a', {})
  const [web, phone] = [await chat(id, 'closed', 'web'), await chat(id, 'closed', 'phone')]
  const on = async (query: string) => {
    type Answer = { items: { conversationId: string }[] }
    const { body } = await server.call<Answer>('GET', `/api/customers/${id}/timeline${query}`, undefined, people.lina)
    return body.items.map(({ conversationId }) => conversationId)
  }
  assert.deepEqual(await on(''), [phone, web])
  assert.deepEqual(await on('?channel=web'), [web])
  assert.deepEqual(await on('?channel=mail'), [])
})
