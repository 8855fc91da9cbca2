import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { ensureVisitor, identifyVerified } from '#customers/identify.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { adoptVisitor } from '#reception/adopt.ts'
import { giveTickets } from '#tickets/move.ts'
import { openTicket } from '#tickets/open.ts'
import { listTickets } from '#tickets/queries.ts'

test('what was opened for a visitor is the customer’s who signs in; a second time changes nothing', async () => {
  const database = await openTestDatabase()
  const conversations = openConversations(database)
  await ensureVisitor(database, { id: 'v-1', channel: 'web', language: 'zh' })
  const said = { kind: 'text' as const, text: '水壶漏水' }
  const author = { kind: 'customer' as const, id: 'v-1', name: 'x' }
  const conversationId = await openTestConversation(conversations, { messages: [{ author, parts: [said] }] }, 'v-1')
  const known = { externalId: 'shop-1', name: '林婉清', language: 'zh' as const }
  const { id } = await database.transaction((tx) => identifyVerified(tx, known))
  const asked = { type: 'repair', title: '水壶漏水', description: '', fields: {}, assigneeId: null }
  const ticket = await database.transaction((tx) =>
    openTicket(tx, { ...asked, customerId: 'v-1', conversationId }, 'customer:v-1'),
  )
  const deps = { database, conversations, moveTickets: giveTickets }
  for (let times = 0; times < 2; times++) await adoptVisitor(deps, 'v-1', id, 'web')
  const found = await listTickets(database.db, { customerId: id, limit: 5 })
  assert.deepEqual(
    found.map((one) => [one.id, one.customerName]),
    [[ticket.id, '林婉清']],
  )
  assert.equal((await conversations.load(conversationId)).customerId, id)
  await database.close()
})
