import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { AuditEntry } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { SESSION_COOKIE } from '#platform/http/serve.ts'
import type { SessionAnswer } from '#team/contract.ts'
import { teamRoutes } from '#team/routes.ts'
import { DEMO_PASSWORD, seedTeam } from '#team/seed.ts'
import { createSignInLink } from '#team/sign-in-link.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

let database: Database
let server: TestServer
const records: AuditEntry[] = []
before(async () => {
  database = await openTestDatabase()
  const audit = async (_tx: unknown, entry: AuditEntry) => void records.push(entry)
  server = await serveForTest(
    database,
    teamRoutes({ database, audit, presenceOf: async () => new Map(), cookie: SESSION_COOKIE }),
  )
})
after(async () => {
  await server.close()
  await database.close()
})

const signIn = (login: string, password: string) =>
  server.call<SessionAnswer>('POST', '/api/session', { login, password })
const session = (cookie: string | null) => server.call<SessionAnswer>('GET', '/api/session', undefined, { cookie })

test('an empty server lets exactly one of two people make the first administrator', async () => {
  assert.deepEqual((await server.call('GET', '/api/setup')).body, { needed: true })
  const weak = await server.call('POST', '/api/setup', { login: 'boss', name: 'Boss', password: 'weak' })
  assert.equal(weak.code, 'password_weak')
  const both = await Promise.all(
    ['boss', 'chief'].map((login) =>
      server.call('POST', '/api/setup', { login, name: 'Boss', password: 'a-good-password-1' }),
    ),
  )
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409])
  const winner = both.find((answer) => answer.status === 200)!
  assert.equal((await session(winner.cookie)).body.user.role, 'administrator')
  assert.equal(both.find((answer) => answer.status === 409)!.code, 'setup_done')
  assert.deepEqual((await server.call('GET', '/api/setup')).body, { needed: false })
  await database.transaction(seedTeam)
})

test('the demo cast signs in and out, the cookie is safe from scripts and only its hash is stored', async () => {
  const answer = await signIn(' LINA ', DEMO_PASSWORD)
  assert.equal(answer.status, 200)
  assert.equal(answer.body.user.name, '李娜')
  assert.ok(answer.body.permissions.includes('conversations.reply'))
  assert.ok(!answer.body.permissions.includes('team.write'))
  const stored = await database.db.selectFrom('sessions').selectAll().execute()
  assert.ok(!JSON.stringify(stored).includes(answer.cookie!))
  assert.equal((await session(answer.cookie)).status, 200)
  assert.equal((await server.call('DELETE', '/api/session', undefined, { cookie: answer.cookie })).status, 200)
  assert.equal((await session(answer.cookie)).code, 'unauthorized')
  assert.ok(records.some((entry) => entry.action === 'session.started' && entry.target === 'user:lina'))
  assert.ok(!JSON.stringify(records).includes(DEMO_PASSWORD))
})

test('signing in again replaces the session instead of adding one', async () => {
  const first = await signIn('hao', DEMO_PASSWORD)
  const again = await server.call(
    'POST',
    '/api/session',
    { login: 'hao', password: DEMO_PASSWORD },
    { cookie: first.cookie },
  )
  assert.equal((await session(first.cookie)).status, 401)
  assert.equal((await session(again.cookie)).status, 200)
})

test('a cookie from another site counts for nothing', async () => {
  const { cookie } = await signIn('hao', DEMO_PASSWORD)
  const evil = await server.call('DELETE', '/api/session', undefined, {
    cookie,
    headers: { origin: 'https://evil.example' },
  })
  assert.equal(evil.code, 'origin_refused')
  assert.equal((await session(cookie)).status, 200)
})

test('five failures lock a login, and an unknown login answers the same at every step', async () => {
  const answers = async (login: string) => {
    const codes: unknown[] = []
    for (let i = 0; i < 7; i++) {
      const { status, body } = await signIn(login, i === 6 ? DEMO_PASSWORD : `wrong-${i}`)
      codes.push([status, JSON.stringify(body)])
    }
    return codes
  }
  const known = await answers('amy')
  assert.deepEqual(known, await answers('nobody-has-this'))
  assert.deepEqual(
    known.map((answer) => (answer as [number])[0]),
    [401, 401, 401, 401, 423, 423, 423],
  )
  assert.ok(records.some((entry) => entry.action === 'sign-in.locked' && entry.target === 'user:amy'))
  assert.ok(!JSON.stringify(records).includes('nobody-has-this'))
  await sql`update sign_in_attempts set changed_at = now() - interval '16 minutes', locked_until = now() - interval '1 minute'`.execute(
    database.db,
  )
  assert.equal((await signIn('amy', 'wrong again')).code, 'wrong_credentials')
  assert.equal((await signIn('amy', DEMO_PASSWORD)).status, 200)
})

test('twenty guesses at the same time get five tries together', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => signIn('qiu', `guess-${i}`)))
  const codes = answers.map((answer) => answer.code)
  assert.equal(codes.filter((code) => code === 'wrong_credentials').length, 4)
  assert.equal(codes.filter((code) => code === 'account_locked').length, 16)
  const failed = records.filter((entry) => entry.target === 'user:qiu' && entry.action.startsWith('sign-in.'))
  assert.equal(failed.length, 5)
})

test('a disabled user looks like a wrong password and his session is nobody', async () => {
  const { cookie } = await signIn('fang', DEMO_PASSWORD)
  await database.db.updateTable('users').set({ disabled: true }).where('id', '=', 'fang').execute()
  assert.equal((await signIn('fang', DEMO_PASSWORD)).code, 'wrong_credentials')
  assert.equal((await session(cookie)).code, 'unauthorized')
  await database.db.updateTable('users').set({ disabled: false }).where('id', '=', 'fang').execute()
})

test('a session ends half an hour after the last request and after twelve hours in any case', async () => {
  const shift = async (cookie: string, seen: string, expires: string) => {
    await sql`update sessions set seen_at = now() - ${seen}::interval, expires_at = now() + ${expires}::interval where user_id = 'lina'`.execute(
      database.db,
    )
    return (await session(cookie)).status
  }
  const cookie = await cookieOf(database, 'lina')
  assert.equal(await shift(cookie, '29 minutes', '1 hour'), 200)
  const { seen_at } = await database.db
    .selectFrom('sessions')
    .select('seen_at')
    .where('user_id', '=', 'lina')
    .executeTakeFirstOrThrow()
  assert.ok(Date.now() - seen_at.getTime() < 10_000, 'a request slides the limit')
  assert.equal(await shift(cookie, '31 minutes', '1 hour'), 401)
  assert.equal(await shift(cookie, '1 minute', '-1 seconds'), 401)
  const { life } = await database.db
    .selectFrom('sessions')
    .select(sql<number>`extract(epoch from (expires_at - created_at))::int`.as('life'))
    .where('user_id', '=', 'hao')
    .limit(1)
    .executeTakeFirstOrThrow()
  assert.equal(life, 12 * 3600)
})

test('being seen is written at most once a minute', async () => {
  const cookie = await cookieOf(database, 'amy')
  await sql`update sessions set seen_at = now() - interval '30 seconds' where user_id = 'amy'`.execute(database.db)
  const seen = async () =>
    (await database.db.selectFrom('sessions').select('seen_at').where('user_id', '=', 'amy').execute()).map((row) =>
      row.seen_at.getTime(),
    )
  const earlier = await seen()
  await session(cookie)
  assert.deepEqual(await seen(), earlier)
})

test('a sign-in link works once, for an hour, and lifts a lock', async () => {
  const link = await database.transaction((tx) => createSignInLink(tx, 'qiu'))
  const both = await Promise.all([1, 2].map(() => server.call('POST', '/api/session/link', { token: link })))
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 401])
  assert.equal(both.find((answer) => answer.status === 401)!.code, 'link_invalid')
  assert.equal((await signIn('qiu', DEMO_PASSWORD)).status, 200)
  const late = await database.transaction((tx) => createSignInLink(tx, 'qiu', new Date(Date.now() - 3601_000)))
  assert.equal((await server.call('POST', '/api/session/link', { token: late })).code, 'link_invalid')
  const kept = await database.db.selectFrom('sign_in_links').selectAll().execute()
  assert.ok(!JSON.stringify(kept).includes(link))
})

test('bad input at the door is refused, never stored and never a fault', async () => {
  for (const body of [
    {},
    { login: 'lina' },
    { login: ['lina'], password: 'x' },
    { login: 'a\u0000b', password: 'x' },
    { login: 'x'.repeat(300), password: 'x' },
    [],
  ]) {
    assert.equal((await server.call('POST', '/api/session', body)).code, 'bad_request', JSON.stringify(body))
  }
  assert.equal((await signIn("' or 1=1 --", 'x')).code, 'wrong_credentials')
  assert.equal((await session('forged')).code, 'unauthorized')
  assert.equal((await server.call('GET', '/api/session', undefined, { bearer: 'yh_forged' })).code, 'token_invalid')
  assert.equal((await server.call('GET', '/api/session', undefined, { bearer: 'customer:c-lin' })).code, 'forbidden')
})
