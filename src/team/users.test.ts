import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AuditEntry } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { SESSION_COOKIE } from '#platform/http/serve.ts'
import type { ApiKeyView, SessionAnswer, SessionView, TeamMember } from '#team/contract.ts'
import { purgeSignIns } from '#team/purge.ts'
import { teamRoutes } from '#team/routes.ts'
import { DEMO_PASSWORD, seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import { hashToken, sessionId } from '#team/token.ts'

let database: Database
let server: TestServer
let admin: { cookie: string }
const records: AuditEntry[] = []
before(async () => {
  database = await openTestDatabase()
  const audit = async (_tx: unknown, entry: AuditEntry) => void records.push(entry)
  server = await serveForTest(
    database,
    teamRoutes({ database, audit, presenceOf: async () => new Map(), cookie: SESSION_COOKIE }),
  )
  await database.transaction(seedTeam)
  admin = { cookie: await cookieOf(database, 'admin') }
})
after(async () => {
  await server.close()
  await database.close()
})

type Page<T> = { items: T[]; nextCursor: string | null }
const as = async (id: string) => ({ cookie: await cookieOf(database, id) })
const create = (body: object, who = admin) =>
  server.call<{ user: TeamMember; signInToken: string | null }>('POST', '/api/users', body, who)

test('everybody sees colleagues, page by page, without mail addresses or hashes', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await server.call<Page<TeamMember>>(
      'GET',
      `/api/users?limit=2&cursor=${cursor}`,
      undefined,
      await as('lina'),
    )
    seen.push(...body.items.map((user) => user.id))
    assert.ok(!/password|@|argon/.test(JSON.stringify(body)))
    cursor = body.nextCursor ?? ''
  } while (cursor)
  assert.deepEqual(seen, ['admin', 'amy', 'fang', 'hao', 'lina', 'qiu'])
})

test('only an administrator adds or changes colleagues', async () => {
  for (const role of ['fang', 'lina', 'qiu']) {
    const who = await as(role)
    assert.equal((await create({ login: 'new-one', name: 'New', role: 'agent' }, who)).code, 'forbidden')
    assert.equal((await server.call('PATCH', '/api/users/lina', { role: 'administrator' }, who)).code, 'forbidden')
    assert.equal((await server.call('POST', '/api/users/admin/sign-in-link', {}, who)).code, 'forbidden')
  }
  assert.equal((await create({ login: 'new-one', name: 'New', role: 'agent' }, { cookie: '' })).code, 'unauthorized')
})

test('a new colleague comes by a one-time link and can do nothing before choosing a password', async () => {
  const made = await create({ login: 'mei', name: '梅雪', role: 'agent', skills: ['refund'] })
  assert.equal(made.status, 200)
  const came = await server.call<SessionAnswer>('POST', '/api/session/link', { token: made.body.signInToken })
  assert.deepEqual([came.body.user.mustChangePassword, came.body.permissions], [true, []])
  assert.equal((await server.call('GET', '/api/users', undefined, came)).code, 'forbidden')
  const weak = await server.call('PUT', '/api/users/me/password', { newPassword: 'mei' }, came)
  assert.equal(weak.code, 'password_weak')
  const chosen = await server.call<SessionAnswer>(
    'PUT',
    '/api/users/me/password',
    { newPassword: 'plum-blossom-8' },
    came,
  )
  assert.equal(chosen.body.user.mustChangePassword, false)
  assert.equal((await server.call('GET', '/api/users', undefined, came)).status, 200)
  assert.equal((await create({ login: 'MEI', name: 'Other', role: 'agent' })).code, 'already_exists')
})

test('bad descriptions of a colleague are refused', async () => {
  const good = { login: 'ok-login', name: 'Ok', role: 'agent' }
  for (const bad of [
    { login: '张三' },
    { login: 'a b' },
    { login: '-x' },
    { role: 'king' },
    { name: '' },
    { email: 'x' },
    { languages: [] },
    { capacity: 0 },
  ]) {
    assert.equal((await create({ ...good, ...bad })).code, 'bad_request', JSON.stringify(bad))
  }
  assert.equal((await create({ ...good, password: 'short' })).code, 'password_weak')
  assert.equal((await server.call('PATCH', '/api/users/nobody', { name: 'X' }, admin)).code, 'not_found')
})

test('disabling ends sessions at once, tells the ledger, and enabling lets back in', async () => {
  const hao = await as('hao')
  const off = await server.call<TeamMember>('PATCH', '/api/users/hao', { disabled: true }, admin)
  assert.equal(off.body.disabled, true)
  assert.equal((await server.call('GET', '/api/session', undefined, hao)).code, 'unauthorized')
  const events = await database.db
    .selectFrom('events')
    .select(['kind', 'payload'])
    .where('kind', 'in', ['session.ended', 'user.changed'])
    .execute()
  const told = events.map((event) => [
    event.kind,
    (event.payload as { userId: string; what?: string }).userId,
    (event.payload as { what?: string }).what,
  ])
  assert.ok(told.some(([kind, id]) => kind === 'session.ended' && id === 'hao'))
  assert.ok(told.some(([kind, id, what]) => kind === 'user.changed' && id === 'hao' && what === 'disabled'))
  assert.ok(
    records.some(
      (entry) => entry.action === 'user.disabled' && entry.target === 'user:hao' && entry.actor === 'user:admin',
    ),
  )
  await server.call('PATCH', '/api/users/hao', { disabled: false }, admin)
  assert.equal((await server.call('POST', '/api/session', { login: 'hao', password: DEMO_PASSWORD })).status, 200)
})

test('the last administrator can neither be disabled nor demoted, also not two by each other at once', async () => {
  assert.equal((await server.call('PATCH', '/api/users/admin', { disabled: true }, admin)).code, 'last_administrator')
  assert.equal((await server.call('PATCH', '/api/users/admin', { role: 'agent' }, admin)).code, 'last_administrator')
  await server.call('PATCH', '/api/users/fang', { role: 'administrator' }, admin)
  const fang = await as('fang')
  const both = await Promise.all([
    server.call('PATCH', '/api/users/fang', { role: 'supervisor' }, admin),
    server.call('PATCH', '/api/users/admin', { role: 'agent' }, fang),
  ])
  const left = await database.db.selectFrom('users').select('id').where('role', '=', 'administrator').execute()
  assert.equal(left.length, 1, JSON.stringify(both.map((answer) => answer.code)))
  await database.db.updateTable('users').set({ role: 'administrator' }).where('id', '=', 'admin').execute()
  await database.db.updateTable('users').set({ role: 'supervisor' }).where('id', '=', 'fang').execute()
})

test('changing the password needs the old one, ends other sessions and locks on guessing', async () => {
  const [here, there] = [await as('amy'), await as('amy')]
  const change = (currentPassword: string, newPassword = 'a-better-password-2') =>
    server.call('PUT', '/api/users/me/password', { currentPassword, newPassword }, here)
  assert.equal((await change('wrong')).code, 'wrong_credentials')
  assert.equal(
    (await server.call('PUT', '/api/users/me/password', { newPassword: 'a-better-password-2' }, here)).code,
    'wrong_credentials',
  )
  assert.equal((await change(DEMO_PASSWORD, DEMO_PASSWORD)).code, 'password_weak')
  assert.equal((await change(DEMO_PASSWORD)).status, 200)
  assert.equal((await server.call('GET', '/api/session', undefined, here)).status, 200)
  assert.equal((await server.call('GET', '/api/session', undefined, there)).status, 401)
  for (let i = 0; i < 4; i++) await change('wrong')
  assert.equal((await change('wrong')).code, 'account_locked')
  assert.equal((await change('a-better-password-2', 'yet-another-password-3')).code, 'account_locked')
})

test('everybody lists and ends his own sessions, never those of others', async () => {
  const [here, there] = [await as('qiu'), await as('qiu')]
  const { items } = (await server.call<Page<SessionView>>('GET', '/api/users/me/sessions', undefined, here)).body
  const named = (who: { cookie: string }) => items.find((item) => item.id === sessionId(hashToken(who.cookie)))
  assert.deepEqual([named(here)?.current, named(there)?.current], [true, false])
  const other = named(there)!
  const lina = await as('lina')
  assert.equal((await server.call('DELETE', `/api/users/me/sessions/${other.id}`, undefined, lina)).code, 'not_found')
  assert.equal((await server.call('DELETE', `/api/users/me/sessions/${other.id}`, undefined, here)).status, 200)
  assert.equal((await server.call('GET', '/api/session', undefined, there)).status, 401)
  assert.equal((await server.call('DELETE', '/api/users/me/sessions/zz', undefined, here)).code, 'bad_request')
})

test('one may change his own language and names, not his role', async () => {
  const lina = await as('lina')
  const { body } = await server.call<SessionAnswer>(
    'PATCH',
    '/api/users/me',
    { locale: 'en', role: 'administrator' },
    lina,
  )
  assert.deepEqual([body.user.locale, body.user.role], ['en', 'agent'])
})

test('a reset ends the old password and sessions and gives a link', async () => {
  const lina = await as('lina')
  const { body } = await server.call<{ signInToken: string }>('POST', '/api/users/lina/sign-in-link', {}, admin)
  assert.equal((await server.call('GET', '/api/session', undefined, lina)).status, 401)
  assert.equal(
    (await server.call('POST', '/api/session', { login: 'lina', password: DEMO_PASSWORD })).code,
    'wrong_credentials',
  )
  assert.equal(
    (await server.call<SessionAnswer>('POST', '/api/session/link', { token: body.signInToken })).body.user
      .mustChangePassword,
    true,
  )
})

test('an API key is shown once, may do what it was given and no more, and ends when revoked', async () => {
  const made = await server.call<ApiKeyView & { key: string }>(
    'POST',
    '/api/api-keys',
    { name: 'CRM', permissions: ['team.read'] },
    { ...admin, headers: { 'idempotency-key': 'make-a-key-1' } },
  )
  const { key, id, prefix } = made.body
  assert.ok(key.startsWith('yh_') && key.startsWith(prefix) && prefix.length < 12)
  const program = { bearer: key }
  assert.equal((await server.call('GET', '/api/users', undefined, program)).status, 200)
  assert.equal((await server.call('GET', '/api/api-keys', undefined, program)).code, 'forbidden')
  assert.equal((await server.call('GET', '/api/session', undefined, program)).code, 'forbidden')
  const list = await server.call<Page<ApiKeyView>>('GET', '/api/api-keys', undefined, admin)
  assert.ok(!JSON.stringify(list.body).includes(key) && list.body.items[0]!.usedAt)
  const tables = await Promise.all([
    database.db.selectFrom('api_keys').selectAll().execute(),
    database.db.selectFrom('idempotency_keys').selectAll().execute(),
  ])
  assert.ok(!JSON.stringify(tables).includes(key), 'the clear key is nowhere in the database')
  assert.equal((await server.call('DELETE', `/api/api-keys/${id}`, undefined, admin)).status, 200)
  assert.equal((await server.call('DELETE', `/api/api-keys/${id}`, undefined, admin)).status, 200)
  assert.equal((await server.call('GET', '/api/users', undefined, program)).code, 'token_invalid')
  assert.equal((await server.call('DELETE', '/api/api-keys/none', undefined, admin)).code, 'not_found')
})

test('nobody hands out more than he has: keys and users made by a weak key stay weak', async () => {
  const weak = await server.call<{ key: string }>(
    'POST',
    '/api/api-keys',
    { name: 'HR', permissions: ['team.write', 'keys.write', 'team.read'] },
    admin,
  )
  const program = { bearer: weak.body.key }
  assert.equal(
    (await server.call('POST', '/api/api-keys', { name: 'x', permissions: ['audit.read'] }, program)).code,
    'forbidden',
  )
  assert.equal(
    (await server.call('POST', '/api/users', { login: 'sneak', name: 'S', role: 'administrator' }, program)).code,
    'forbidden',
  )
  assert.equal((await server.call('PATCH', '/api/users/lina', { role: 'administrator' }, program)).code, 'forbidden')
  assert.equal((await server.call('POST', '/api/users/admin/sign-in-link', {}, program)).code, 'forbidden')
  assert.equal(
    (await server.call('POST', '/api/api-keys', { name: 'x', permissions: ['everything'] }, program)).code,
    'bad_request',
  )
})

test('the keys of somebody who is disabled or demoted end with his rights', async () => {
  await server.call('PATCH', '/api/users/fang', { role: 'administrator' }, admin)
  const fang = await as('fang')
  const make = async (permissions: string[]) =>
    (await server.call<{ key: string }>('POST', '/api/api-keys', { name: 'k', permissions }, fang)).body.key
  const [strong, mild] = [await make(['settings.write', 'team.read']), await make(['team.read'])]
  const works = async (bearer: string) => (await server.call('GET', '/api/users', undefined, { bearer })).status
  await server.call('PATCH', '/api/users/fang', { role: 'supervisor' }, admin)
  assert.deepEqual([await works(strong), await works(mild)], [401, 200])
  await server.call('PATCH', '/api/users/fang', { disabled: true }, admin)
  assert.equal(await works(mild), 401)
})

test('what is over is swept away and what is live stays', async () => {
  const cookie = await cookieOf(database, 'qiu')
  await purgeSignIns(database.db)
  assert.equal((await server.call('GET', '/api/session', undefined, { cookie })).status, 200)
  await purgeSignIns(database.db, new Date(Date.now() + 48 * 3600_000))
  const left = await Promise.all([
    database.db.selectFrom('sessions').selectAll().execute(),
    database.db.selectFrom('sign_in_links').selectAll().execute(),
    database.db.selectFrom('sign_in_attempts').selectAll().execute(),
  ])
  assert.deepEqual(left, [[], [], []])
})
