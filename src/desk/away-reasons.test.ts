import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openConversations } from '#conversations/change.ts'
import type { AwayReason } from '#desk/contract.ts'
import { presenceRoutes } from '#desk/presence-routes.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { ledger } from '#platform/ledger/read.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

let database: Database
let server: TestServer
const people: Record<string, { cookie: string }> = {}
before(async () => {
  database = await openTestDatabase()
  await database.transaction(seedTeam)
  const deps = { database, conversations: openConversations(database), freshDialogue: () => ({}) }
  server = await serveForTest(database, presenceRoutes(deps))
  for (const who of ['admin', 'lina']) people[who] = { cookie: await cookieOf(database, who) }
})
after(async () => {
  await server.close()
  await database.close()
})

const PATH = '/api/desk/away-reasons'
const read = async () => (await server.call<{ items: AwayReason[] }>('GET', PATH, undefined, people.lina)).body.items
const write = (who: string, items: AwayReason[]) => server.call('PUT', PATH, { items }, people[who])
const visit = { id: 'home-visit', name: { zh: '上门', en: 'Home visit' } }

test('the list begins with what is usual; an administrator changes it, and it is told and audited', async () => {
  const usual = await read()
  assert.ok(['meal', 'meeting', 'training'].every((id) => usual.some((one) => one.id === id)))
  assert.equal((await write('admin', [visit, ...usual.slice(0, 2)])).status, 200)
  assert.deepEqual(
    (await read()).map(({ id }) => id),
    ['home-visit', ...usual.slice(0, 2).map(({ id }) => id)],
  )
  const [told] = await ledger.of(database.db, { kinds: ['routing.changed'], limit: 1 })
  assert.equal(told?.payload.what, 'away-reasons')
  const rows = await database.db.selectFrom('audit_log').select('action').execute()
  assert.ok(rows.some(({ action }) => action === 'away-reasons.edited'))
})

test('agents may not change it, and an empty list, the same id twice or the reserved one is refused', async () => {
  assert.equal((await write('lina', [visit])).status, 403)
  assert.equal((await write('admin', [])).status, 400)
  assert.equal((await write('admin', [visit, visit])).status, 400)
  assert.equal((await write('admin', [{ ...visit, id: 'connection-lost' }])).status, 400)
})
