import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { CompiledQuery, sql } from 'kysely'
import { openConversations } from '#conversations/change.ts'
import { seedCustomers } from '#customers/seed.ts'
import { seedRouting } from '#desk/routing/open-routing.ts'
import { listCandidates, listQueues } from '#desk/routing/queries.ts'
import { routeWaiting } from '#desk/routing/route-waiting.ts'
import { routingRoutes } from '#desk/routing/routing-routes.ts'
import { present, putQueue, startWaiting } from '#desk/routing/testing.ts'
import type { Team } from '#desk/teams/contract.ts'
import { listTeams } from '#desk/teams/queries.ts'
import { teamRecordRoutes } from '#desk/teams/routes.ts'
import { MIGRATIONS_DIR, splitStatements } from '#platform/db/migrate.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { ledger } from '#platform/ledger/read.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

let database: Database
let server: TestServer
const people: Record<string, { cookie: string }> = {}
const deps = () => ({ database, conversations: openConversations(database), emotions: async () => new Map() })
before(async () => {
  database = await openTestDatabase()
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  await seedRouting(database)
  server = await serveForTest(database, [...teamRecordRoutes({ database }), ...routingRoutes(deps())])
  for (const who of ['fang', 'lina', 'qiu']) people[who] = { cookie: await cookieOf(database, who) }
})
after(async () => {
  await server.close()
  await database.close()
})

const call = (who: string | null, method: string, path: string, body?: unknown) =>
  server.call<Team & { items: Team[] }>(method, path, body, who ? people[who] : {})
const candidate = async (id: string) => (await listCandidates(database.db, ['agent'])).find((one) => one.userId === id)!

test('a supervisor makes a team, puts people in and out of it, and it is on record', async () => {
  const made = await call('fang', 'POST', '/api/teams', {
    name: ' 夜班组 ',
    leadId: 'fang',
    memberIds: ['lina', 'lina'],
  })
  assert.deepEqual([made.status, made.body.name, made.body.memberIds], [200, '夜班组', ['lina']])
  assert.deepEqual((await candidate('lina')).teams, [made.body.id])
  const profile = { levels: {}, teams: [made.body.id], channels: {}, serves: null, senior: false }
  assert.equal((await call('fang', 'PUT', '/api/routing/agents/hao', profile)).status, 200)
  const [team] = (await call('lina', 'GET', '/api/teams')).body.items
  assert.deepEqual([team?.leadId, team?.memberIds], ['fang', ['hao', 'lina']])
  await call('fang', 'PUT', `/api/teams/${made.body.id}`, { name: '夜班', memberIds: ['hao'] })
  assert.deepEqual([(await candidate('lina')).teams, (await candidate('hao')).teams], [[], [made.body.id]])
  const rows = await database.db
    .selectFrom('audit_log')
    .select('action')
    .where('target', '=', `team:${made.body.id}`)
    .execute()
  assert.deepEqual(rows.map(({ action }) => action).sort(), ['team.created', 'team.edited'])
})

test('a name in use, nobody, an agent who asks, a stranger and a team that is not there are refused', async () => {
  const make = (body: unknown, who: string | null = 'fang') => call(who, 'POST', '/api/teams', body)
  assert.equal((await make({ name: '夜班' })).code, 'already_exists')
  assert.equal((await make({ name: ' ' })).status, 400)
  assert.equal((await make({ name: 'a', memberIds: ['nobody'] })).code, 'bad_request')
  assert.equal((await make({ name: 'a', leadId: 'qiu' })).code, 'bad_request')
  assert.equal((await make({ name: 'a' }, 'lina')).status, 403)
  assert.equal((await make({ name: 'a' }, null)).status, 401)
  assert.equal((await call('fang', 'PUT', '/api/teams/none', { name: 'b' })).status, 404)
  assert.equal((await call('fang', 'DELETE', '/api/teams/none')).status, 404)
  const profile = { levels: {}, teams: ['none'], channels: {}, serves: null, senior: false }
  assert.equal((await call('fang', 'PUT', '/api/routing/agents/hao', profile)).code, 'bad_request')
})

test('a queue that asks for a team is served by it alone; such a team cannot be removed, another one can', async () => {
  const { body: team } = await call('fang', 'POST', '/api/teams', { name: '投诉组', memberIds: ['lina'] })
  await putQueue(database, 'general', { mode: 'offer', teams: [team.id] })
  for (const who of ['lina', 'hao']) await present(database, who)
  const { conversations } = deps()
  const id = await startWaiting(conversations, { customerId: 'c-xu' })
  await routeWaiting({ ...deps(), conversations })
  const [told] = await ledger.of(database.db, { kinds: ['conversation.routed'], conversationId: id, limit: 1 })
  const payload = told!.payload as { userId: string; candidates: { userId: string; excluded: string | null }[] }
  assert.equal(payload.userId, 'lina')
  assert.equal(payload.candidates.find(({ userId }) => userId === 'hao')?.excluded, 'team')
  assert.equal((await call('fang', 'DELETE', `/api/teams/${team.id}`)).code, 'team_in_use')
  await putQueue(database, 'general', { teams: [] })
  assert.equal((await call('fang', 'DELETE', `/api/teams/${team.id}`)).status, 200)
  assert.deepEqual((await candidate('lina')).teams, [])
})

test('words of an earlier version become teams, and queues that asked for a word ask for its team', async () => {
  const older = await openTestDatabase()
  try {
    await older.transaction(seedTeam)
    await seedRouting(older)
    await sql`drop table team_members, teams`.execute(older.db)
    await sql`alter table agent_profiles add column teams jsonb not null default '[]'`.execute(older.db)
    await sql`insert into agent_profiles (user_id, teams) values ('lina', '["vip", " vip ", "夜班"]'), ('hao', '["vip"]')
      on conflict (user_id) do update set teams = excluded.teams`.execute(older.db)
    await putQueue(older, 'general', { teams: ['vip', '只在队列里'] })
    const text = readFileSync(join(MIGRATIONS_DIR, '0160_teams.sql'), 'utf8')
    for (const statement of splitStatements(text)) await older.db.executeQuery(CompiledQuery.raw(statement, []))
    const teams = await listTeams(older.db)
    const members = Object.fromEntries(teams.map(({ name, memberIds }) => [name, memberIds]))
    assert.deepEqual(members, { vip: ['hao', 'lina'], 夜班: ['lina'], 只在队列里: [] })
    const [general] = (await listQueues(older.db)).filter(({ id }) => id === 'general')
    const asked = general!.teams.map((id) => teams.find((team) => team.id === id)?.name)
    assert.deepEqual(asked.sort(), ['vip', '只在队列里'])
  } finally {
    await older.close()
  }
})
