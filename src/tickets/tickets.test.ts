import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { AppError } from '#platform/errors.ts'
import type { NewEvent } from '#platform/ledger/contract.ts'
import { eventsOf } from '#platform/ledger/queries.ts'
import { changeTicket } from '#tickets/change.ts'
import { type Ticket, type TicketPatch, ticketEvents, ticketInput } from '#tickets/contract.ts'
import { noteTicket } from '#tickets/note.ts'
import { openTicket } from '#tickets/open.ts'
import { openFromConversation } from '#tickets/open-from-conversation.ts'
import { listTickets } from '#tickets/queries.ts'
import { seedPeople } from '#tickets/testing.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
  await seedPeople(database)
})
after(() => database.close())

const now = new Date('2026-03-02T08:00:00.000Z')
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()
const opened = (more: object = {}) =>
  database.transaction((tx) =>
    openTicket(
      tx,
      ticketInput.parse({ type: 'refund', title: '退款迟迟未到', customerId: 'c-lin', ...more }),
      'user:lina',
      { now },
    ),
  )
const changed = (of: Ticket, patch: Omit<TicketPatch, 'version'>, at = now) =>
  database.transaction((tx) => changeTicket(tx, of.id, { version: of.version, ...patch }, 'user:lina', at))
const failsWith = (code: string) => (error: AppError) => error.code === code
const eventsFor = async (customerId: string, kind: keyof typeof ticketEvents) =>
  eventsOf(database.db, { customerId, kinds: [kind], limit: 100 })

test('a ticket is numbered, gets its time by priority, and is told in the ledger', async () => {
  const [first, urgent, low] = [await opened(), await opened({ priority: 'urgent' }), await opened({ priority: 'low' })]
  assert.ok(urgent.number > first.number && low.number > urgent.number)
  assert.deepEqual([first.dueAt, urgent.dueAt, low.dueAt], [hoursLater(48), hoursLater(4), hoursLater(120)])
  assert.deepEqual([first.status, first.customerName, first.version], ['open', '林婉清', 1])
  const [event] = await eventsFor('c-lin', 'ticket.opened')
  assert.deepEqual(ticketEvents['ticket.opened'].payload.parse(event?.payload).ticket, low)
})

test('a ticket needs its customer, a conversation of his, and somebody who can work', async () => {
  await assert.rejects(opened({ customerId: 'c-nobody' }), failsWith('not_found'))
  await assert.rejects(opened({ conversationId: 'k-9' }), failsWith('not_found'))
  await assert.rejects(opened({ customerId: 'c-xu', conversationId: 'k-1' }), failsWith('not_found'))
  await assert.rejects(opened({ assigneeId: 'gone' }), failsWith('bad_request'))
  assert.equal((await opened({ conversationId: 'k-1', assigneeId: 'hao' })).assigneeName, '张浩')
})

test('of two changes to the same version one wins and the other is told', async () => {
  const ticket = await opened()
  const results = await Promise.allSettled([
    changed(ticket, { priority: 'high' }),
    changed(ticket, { priority: 'low' }),
  ])
  assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected'])
  const lost = results.find((result) => result.status === 'rejected')
  assert.equal((lost?.reason as AppError | undefined)?.code, 'conflict')
})

test('the clock runs from opening whatever the priority becomes; solving stops it, reopening starts it again', async () => {
  const ticket = await opened()
  const later = new Date(hoursLater(5))
  const urgent = await changed(ticket, { priority: 'urgent', assigneeId: 'lina' }, later)
  assert.deepEqual([urgent.dueAt, urgent.assigneeName, urgent.updatedAt], [hoursLater(4), '李娜', later.toISOString()])
  const resolved = await changed(urgent, { status: 'resolved' }, later)
  const closed = await changed(resolved, { status: 'closed' }, new Date(hoursLater(9)))
  assert.deepEqual([resolved.resolvedAt, closed.resolvedAt], [later.toISOString(), later.toISOString()])
  const again = await changed(closed, { status: 'open' })
  assert.equal(again.resolvedAt, null)
  const [event] = await eventsFor('c-lin', 'ticket.changed')
  assert.deepEqual(event?.payload.what, ['status', 'state'])
})

test('a change that changes nothing writes nothing', async () => {
  const ticket = await opened({ fields: { order: 'HM10001001' } })
  const before = (await eventsFor('c-lin', 'ticket.changed')).length
  const same = await changed(ticket, { status: 'open', fields: { order: 'HM10001001' }, title: ticket.title })
  assert.deepEqual(same, ticket)
  assert.equal((await eventsFor('c-lin', 'ticket.changed')).length, before)
})

test('a conversation opens its ticket once, however often the turn is run again', async () => {
  const asked = {
    customerId: 'c-lin',
    conversationId: 'k-1',
    onceKey: 'ticket:7:0',
    wish: {
      type: 'complaint',
      title: '送货太晚',
      fields: { order: 'HM10001002', times: 2, empty: '' },
      priority: 'normal',
    },
  }
  const [first, again] = await Promise.all([
    openFromConversation(database, asked),
    openFromConversation(database, asked),
  ])
  assert.deepEqual(again, first)
  assert.deepEqual([first.type, first.priority, first.createdBy], ['complaint', 'high', 'bot'])
  assert.deepEqual(first.fields, { order: 'HM10001002', times: '2' })
  const events = await eventsOf(database.db, { conversationId: 'k-1', kinds: ['ticket.opened'], limit: 100 })
  assert.equal(events.filter((event) => (event.payload as { ticket: Ticket }).ticket.id === first.id).length, 1)
  const other = await openFromConversation(database, { ...asked, onceKey: 'ticket:8:0' })
  assert.notEqual(other.id, first.id)
})

test('whatever a flow wishes for becomes a ticket', async () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 6000 })
    .filter((one) => !one.includes('\0') && one.isWellFormed())
  const anything = fc.oneof(text, fc.integer(), fc.constant(null), fc.constant(undefined))
  const wish = fc.record({
    type: fc.oneof(anything, fc.constantFrom('refund_request', 'change_address', 'fault_diagnosis', 'request')),
    title: anything,
    description: anything,
    fields: fc.oneof(anything, fc.dictionary(text, anything, { maxKeys: 60 })),
    priority: fc.oneof(anything, fc.constantFrom('high', 'urgent')),
  })
  let n = 0
  await fc.assert(
    fc.asyncProperty(wish, async (one) => {
      const ticket = await openFromConversation(database, {
        customerId: 'c-lin',
        conversationId: 'k-1',
        onceKey: `any:${n++}`,
        wish: one,
      })
      ticketEvents['ticket.opened'].payload.parse({ ticket })
      assert.ok(ticket.title.length > 0 && ticket.title.length <= 200)
    }),
    { numRuns: 40 },
  )
})

test('flows that name their work otherwise still land under the right type', async () => {
  const wishes = { refund_request: 'refund', change_address: 'logistics', fault_diagnosis: 'quality', request: 'other' }
  for (const [type, expected] of Object.entries(wishes)) {
    const asked = { customerId: 'c-lin', conversationId: 'k-1', onceKey: `type:${type}`, wish: { type, title: type } }
    assert.equal((await openFromConversation(database, asked)).type, expected)
  }
})

test('an internal note reaches the team only, a visible one the customer without who is who', async () => {
  const ticket = await opened({ customerId: 'c-xu' })
  const author = { id: 'user:lina', name: '李娜' }
  const note = (body: string, customerVisible: boolean) =>
    database.transaction((tx) => noteTicket(tx, ticket.id, { body, customerVisible }, author))
  await note('客户很着急', false)
  await note('已为您加急', true)
  const [visible, internal] = (await eventsFor('c-xu', 'ticket.noted')) as NewEvent[]
  const { topics, forCustomer } = ticketEvents['ticket.noted']
  assert.ok(!topics(internal!).includes('customer:c-xu'))
  assert.ok(topics(visible!).includes('customer:c-xu'))
  const seen = forCustomer(visible!.payload as Parameters<typeof forCustomer>[0])
  assert.deepEqual(Object.keys(seen.note).sort(), ['at', 'authorName', 'body', 'id'])
})

test('what the customer is told of a ticket holds nothing of the inner life', async () => {
  const ticket = await opened({ description: '内部判断', fields: { a: 'b' }, assigneeId: 'lina' })
  const told = JSON.stringify(ticketEvents['ticket.changed'].forCustomer({ ticket, what: ['assigneeId'] }))
  for (const secret of ['内部判断', 'lina', '李娜', 'fields', 'priority', 'what'])
    assert.ok(!told.includes(secret), secret)
})

test('words with % and _ are searched as they are', async () => {
  const ticket = await opened({ title: '折扣 100%_off 未生效' })
  const found = await listTickets(database.db, { q: '100%_off', limit: 10 })
  assert.deepEqual(
    found.map((one) => one.id),
    [ticket.id],
  )
  assert.deepEqual(await listTickets(database.db, { q: '1%f', limit: 10 }), [])
  const byNumber = await listTickets(database.db, { q: `#${ticket.number}`, limit: 10 })
  assert.ok(byNumber.some((one) => one.id === ticket.id))
})
