import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { assignTickets, chooseWorker, type Worker } from '#tickets/assign.ts'
import { ticketInput } from '#tickets/contract.ts'
import { openTicket } from '#tickets/open.ts'
import { listTickets } from '#tickets/queries.ts'
import { seedPeople } from '#tickets/testing.ts'
import { TICKET_PRIORITIES, USUAL_SETTINGS } from '#tickets/types/contract.ts'
import { writeTicketSettings } from '#tickets/types/settings.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
  await seedPeople(database)
})
beforeEach(async () => {
  await database.db.deleteFrom('tickets').execute()
  await database.db.deleteFrom('presence').execute()
  await setPeople({ lina: ['refund'], hao: ['repair'] })
})
after(() => database.close())

const by = { actor: 'user:fang', ip: '' }
async function setPeople(skills: Record<string, string[]>): Promise<void> {
  for (const [id, own] of Object.entries(skills))
    await database.db
      .updateTable('users')
      .set({ skills: JSON.stringify(own), capacity: 1 })
      .where('id', '=', id)
      .execute()
}
const atWork = (...ids: string[]) =>
  database.db
    .insertInto('presence')
    .values(ids.map((user_id) => ({ user_id, status: 'online' })))
    .execute()
const open = (more: object = {}) =>
  database.transaction((tx) =>
    openTicket(tx, ticketInput.parse({ type: 'other', title: '问题', customerId: 'c-lin', ...more }), 'bot'),
  )
const owners = async () =>
  Object.fromEntries((await listTickets(database.db, { limit: 100 })).map(({ id, assigneeId }) => [id, assigneeId]))

test('tickets go to people at work who have the skill', async () => {
  await atWork('lina', 'hao')
  const [refund, repair, exotic] = [
    await open({ skill: 'refund' }),
    await open({ skill: 'repair' }),
    await open({ skill: 'tax' }),
  ]
  assert.equal(await assignTickets(database), 2)
  assert.deepEqual(await owners(), { [refund.id]: 'lina', [repair.id]: 'hao', [exotic.id]: null })
})

test('nobody at work gets anything, and what is full gets nothing more', async () => {
  await open()
  assert.equal(await assignTickets(database), 0)
  await atWork('lina')
  for (let n = 0; n < 8; n++) await open()
  await assignTickets(database)
  const mine = Object.values(await owners()).filter((owner) => owner === 'lina')
  assert.equal(mine.length, 6, 'one chat of capacity is six ordinary tickets')
})

test('the most urgent are given out first', async () => {
  await atWork('lina')
  for (let n = 0; n < 3; n++) await open({ priority: 'low' })
  const urgent = [await open({ priority: 'urgent' }), await open({ priority: 'urgent' })]
  await assignTickets(database)
  const given = await owners()
  assert.deepEqual(
    urgent.map(({ id }) => given[id]),
    ['lina', 'lina'],
  )
  assert.equal(Object.values(given).filter((owner) => owner === null).length, 3, 'two urgent ones fill the day')
})

test('several nodes at once give each ticket to one person', async () => {
  await atWork('lina', 'hao')
  for (let n = 0; n < 6; n++) await open()
  await Promise.all([assignTickets(database), assignTickets(database), assignTickets(database)])
  const tickets = await listTickets(database.db, { limit: 100 })
  assert.ok(tickets.every(({ assigneeId, version }) => assigneeId !== null && version === 2))
})

test('switched off, nothing is given out', async () => {
  await atWork('lina')
  await open()
  await database.transaction((tx) => writeTicketSettings(tx, { ...USUAL_SETTINGS, autoAssign: false }, by))
  assert.equal(await assignTickets(database), 0)
  await database.transaction((tx) => writeTicketSettings(tx, USUAL_SETTINGS, by))
})

test('whoever is chosen is at work, able, not full, and nobody able has more room', () => {
  const worker = fc.record({
    id: fc.uuid(),
    role: fc.constantFrom('agent', 'supervisor'),
    skills: fc.subarray(['refund', 'repair', 'tax']),
    atWork: fc.boolean(),
    capacity: fc.integer({ min: 1, max: 30 }),
    load: fc.integer({ min: 0, max: 40 }),
    lastGivenAt: fc.integer({ min: 0, max: 1000 }),
  })
  const ticket = fc.record({
    skill: fc.constantFrom(null, 'refund', 'repair'),
    priority: fc.constantFrom(...TICKET_PRIORITIES),
  })
  fc.assert(
    fc.property(ticket, fc.array(worker, { maxLength: 8 }), (wanted, workers: Worker[]) => {
      const chosen = chooseWorker(wanted, workers)
      const able = workers.filter(
        (one) =>
          one.atWork &&
          one.load < one.capacity &&
          (wanted.skill === null ? one.role === 'agent' : one.skills.includes(wanted.skill)),
      )
      if (!chosen) return able.length === 0
      return able.includes(chosen) && able.every((one) => one.load / one.capacity >= chosen.load / chosen.capacity)
    }),
  )
})
