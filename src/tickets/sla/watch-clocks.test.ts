import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { eventsOf } from '#platform/ledger/queries.ts'
import { changeTicket } from '#tickets/change.ts'
import { type Ticket, type TicketPatch, ticketEvents, ticketInput } from '#tickets/contract.ts'
import { noteTicket } from '#tickets/note.ts'
import { openTicket } from '#tickets/open.ts'
import { findTicket } from '#tickets/queries.ts'
import { watchClocks } from '#tickets/sla/watch-clocks.ts'
import { seedPeople } from '#tickets/testing.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
  await seedPeople(database)
})
after(() => database.close())

const opened = new Date('2026-03-02T08:00:00.000Z')
const minutesLater = (minutes: number) => new Date(opened.getTime() + minutes * 60_000)
const open = (more: object = {}) =>
  database.transaction((tx) =>
    openTicket(
      tx,
      ticketInput.parse({ type: 'refund', title: '退款', priority: 'urgent', customerId: 'c-lin', ...more }),
      'user:lina',
      { now: opened },
    ),
  )
const change = (of: Ticket, patch: Omit<TicketPatch, 'version'>, at: Date) =>
  database.transaction((tx) => changeTicket(tx, of.id, { version: of.version, ...patch }, 'user:lina', at))
const told = async (of: Ticket) =>
  (await eventsOf(database.db, { customerId: of.customerId, kinds: ['ticket.sla'], limit: 100 }))
    .map(({ payload }) => ticketEvents['ticket.sla'].payload.parse(payload))
    .filter(({ ticket }) => ticket.id === of.id)
    .map(({ clock, what }) => `${clock} ${what}`)
    .sort()
const latest = async (of: Ticket) => (await findTicket(database.db, of.id)) as Ticket

test('a clock warns once, then is late once, however many nodes look', async () => {
  const ticket = await open()
  await watchClocks(database, minutesLater(10))
  assert.deepEqual(await told(ticket), [])
  await Promise.all([watchClocks(database, minutesLater(12)), watchClocks(database, minutesLater(12))])
  assert.deepEqual(await told(ticket), ['first-response warned'])
  await watchClocks(database, minutesLater(200))
  await watchClocks(database, minutesLater(201))
  assert.deepEqual(await told(ticket), ['first-response breached', 'first-response warned', 'resolution warned'])
  const late = await latest(ticket)
  assert.deepEqual([late.firstResponseSla, late.resolutionSla], ['breached', 'warned'])
})

test('an answer the customer can read stops the first clock; an internal note does not', async () => {
  const ticket = await open()
  const note = (customerVisible: boolean) =>
    database.transaction((tx) =>
      noteTicket(tx, ticket.id, { body: '已联系仓库', customerVisible }, { id: 'user:lina', name: '李娜' }),
    )
  await note(false)
  assert.equal((await latest(ticket)).firstRespondedAt, null)
  const { at } = await note(true)
  assert.equal((await latest(ticket)).firstRespondedAt, at)
  await watchClocks(database, minutesLater(60))
  assert.deepEqual(await told(ticket), [])
})

test('waiting for somebody else stops the clocks, and the time waited is added', async () => {
  const ticket = await open()
  const waiting = await change(ticket, { status: 'pending' }, minutesLater(5))
  assert.equal(waiting.pausedAt, minutesLater(5).toISOString())
  await watchClocks(database, minutesLater(500))
  assert.deepEqual(await told(ticket), [])
  const again = await change(waiting, { status: 'open' }, minutesLater(605))
  assert.deepEqual([again.pausedAt, again.dueAt], [null, minutesLater(240 + 600).toISOString()])
  assert.equal(again.firstResponseDueAt, minutesLater(15 + 600).toISOString())
})

test('solving ends both clocks', async () => {
  const ticket = await open()
  const solved = await change(ticket, { status: 'resolved' }, minutesLater(3))
  assert.equal(solved.firstRespondedAt, minutesLater(3).toISOString())
  await watchClocks(database, minutesLater(5000))
  assert.deepEqual(await told(ticket), [])
})

test('more time given to a late ticket lets its clock warn again', async () => {
  const ticket = await open()
  await watchClocks(database, minutesLater(300))
  assert.equal((await latest(ticket)).resolutionSla, 'breached')
  const calmer = await change(await latest(ticket), { priority: 'low' }, minutesLater(300))
  assert.equal(calmer.resolutionSla, 'running')
})

test('a follow-up is due within 24 hours', async () => {
  const ticket = await open({ type: 'follow-up', priority: 'high' })
  assert.equal(ticket.dueAt, minutesLater(24 * 60).toISOString())
})
