import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { AuditEntry, AuditRecord } from '#governance/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { governanceRoutes } from '#governance/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import { buildServer } from '#platform/http/serve.ts'
import { openLog } from '#platform/log.ts'

let database: Database
let app: FastifyInstance
let address: string
before(async () => {
  database = await openTestDatabase()
  app = buildServer({
    routes: governanceRoutes({ database }),
    // The bearer token is the permission that its bearer has.
    authenticate: async ({ bearer }) =>
      bearer
        ? { kind: 'key', id: 'k', name: 'k', permissions: new Set([bearer]) }
        : { kind: 'anonymous', id: '', permissions: new Set() },
    limiter: openRateLimiter(0),
    idempotency: openIdempotency(database.db),
    publicUrl: () => 'http://127.0.0.1',
    trustProxy: false,
    log: openLog('silent'),
  })
  address = await app.listen({ port: 0, host: '127.0.0.1' })
  const record = (actor: string, action: AuditEntry['action'], at: string) =>
    database.transaction(async (tx) => {
      await recordAudit(tx, { actor, action, target: 'user:x', detail: { fields: ['name'] }, ip: '10.0.0.1' })
      await sql`update audit_log set at = ${at}::timestamptz where id = (select max(id) from audit_log)`.execute(tx)
    })
  await record('user:admin', 'user.created', '2026-01-01T00:00:00Z')
  await record('user:admin', 'user.edited', '2026-01-02T00:00:00Z')
  await record('user:fang', 'users_x.edited' as AuditEntry['action'], '2026-01-03T00:00:00Z')
  await record('user:fang', 'user.disabled', '2026-01-04T00:00:00Z')
})
after(async () => {
  await app.close()
  await database.close()
})

type Page = { items: AuditRecord[]; nextCursor: string | null; error?: { code: string } }
const read = async (query: string, permission = 'audit.read'): Promise<{ status: number; body: Page }> => {
  const response = await fetch(`${address}/api/audit?${query}`, {
    headers: permission ? { authorization: `Bearer ${permission}` } : {},
  })
  return { status: response.status, body: (await response.json()) as Page }
}
const actions = async (query: string) => (await read(query)).body.items.map((item) => item.action)

test('the record is read newest first and filtered by who, what and when', async () => {
  assert.deepEqual(await actions(''), [
    'user.disabled',
    'users_x.edited' as AuditEntry['action'],
    'user.edited',
    'user.created',
  ])
  assert.deepEqual(await actions('actor=user:admin'), ['user.edited', 'user.created'])
  assert.deepEqual(await actions('action=user.created'), ['user.created'])
  assert.deepEqual(await actions('action=user.*'), ['user.disabled', 'user.edited', 'user.created'])
  assert.deepEqual(await actions('from=2026-01-02T00:00:00Z&to=2026-01-04T00:00:00Z'), [
    'users_x.edited',
    'user.edited',
  ])
  assert.deepEqual(await actions('target=user:y'), [])
  const { items } = (await read('limit=1')).body
  assert.deepEqual(
    [items[0]!.detail, items[0]!.ip, items[0]!.at],
    [{ fields: ['name'] }, '10.0.0.1', '2026-01-04T00:00:00.000Z'],
  )
})

test('pages meet without a gap', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await read(`limit=3${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((item) => item.id))
    cursor = body.nextCursor ?? ''
  } while (cursor)
  assert.equal(new Set(seen).size, 4)
})

test('only who may read the record reads it, and nonsense is refused', async () => {
  assert.equal((await read('', 'team.read')).body.error?.code, 'forbidden')
  assert.equal((await read('', '')).body.error?.code, 'unauthorized')
  for (const query of ['from=yesterday', 'limit=0', 'limit=1000', 'cursor=abc', "action=%25' or 1=1"])
    assert.equal((await read(query)).status, 400, query)
})

test('an operation that is undone leaves no record', async () => {
  await assert.rejects(
    database.transaction(async (tx) => {
      await recordAudit(tx, { actor: 'user:admin', action: 'user.enabled' })
      throw new Error('undone')
    }),
  )
  assert.deepEqual(await actions('action=user.enabled'), [])
})
