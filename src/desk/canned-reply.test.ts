import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openConversations } from '#conversations/change.ts'
import { type CannedReply, cannedReplyInput, fillReply } from '#desk/contract.ts'
import { loadReplies, putPackReplies } from '#desk/pack-replies.ts'
import { deskRoutes } from '#desk/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

let database: Database
let server: TestServer
const people: Record<string, { cookie: string }> = {}
before(async () => {
  database = await openTestDatabase()
  server = await serveForTest(
    database,
    deskRoutes({ database, conversations: openConversations(database), freshDialogue: () => ({}) }),
  )
  await database.transaction(seedTeam)
  await putReplies()
  for (const id of ['fang', 'lina', 'hao', 'qiu']) people[id] = { cookie: await cookieOf(database, id) }
})
after(async () => {
  await server.close()
  await database.close()
})

const SHOP = join(import.meta.dirname, '../../packs/ecommerce')
const putReplies = (owned = new Map<string, string>()) =>
  database.transaction((tx) => putPackReplies(tx, loadReplies(SHOP), owned, 'system'))

const text = { shortcut: 'my-tea', language: 'zh', title: '喝茶', body: '{customer.name}您好' }
const call = <T = CannedReply>(who: string, method: string, path = '', body?: object) =>
  server.call<T>(method, `/api/canned-replies${path}`, body, people[who])
type Page = { items: CannedReply[]; nextCursor: string | null }

test('a pack brings replies in both languages, with variables that exist, and only once', async () => {
  const count = async () => (await database.db.selectFrom('canned_replies').select('id').execute()).length
  const before = await count()
  await putReplies()
  assert.equal(await count(), before)
  const { items } = (await call<Page>('lina', 'GET', '?limit=100&language=en')).body
  assert.ok(items.length >= 10 && items.every((item) => item.ownerId === null && item.language === 'en'))
})

test('what the team changed of a reply stays when the pack comes in a new version, and when it goes', async () => {
  const { hashes } = await putReplies()
  const { items } = (await call<Page>('fang', 'GET', '?limit=100&language=zh')).body
  const [mine, theirs] = items.filter((item) => item.ownerId === null)
  const edit = { shortcut: mine!.shortcut, language: 'zh', title: '我们的', body: '我们的说法', shared: true }
  assert.equal((await call('fang', 'PUT', `/${mine!.id}`, edit)).status, 200)
  const renewed = loadReplies(SHOP).map((reply) => ({ ...reply, body: `新版：${reply.body}` }))
  const put = await database.transaction((tx) => putPackReplies(tx, renewed, hashes, 'system'))
  assert.deepEqual(put.kept, [`${mine!.shortcut}.zh`])
  const bodyOf = async (id: string) =>
    (await database.db.selectFrom('canned_replies').select('body').where('id', '=', id).executeTakeFirst())?.body
  assert.equal(await bodyOf(mine!.id), '我们的说法')
  assert.match((await bodyOf(theirs!.id)) ?? '', /^新版/)
  const gone = await database.transaction((tx) => putPackReplies(tx, [], put.hashes, 'system'))
  assert.deepEqual(gone.kept, [`${mine!.shortcut}.zh`])
  assert.deepEqual([await bodyOf(mine!.id), await bodyOf(theirs!.id)], ['我们的说法', undefined])
  await database.db.deleteFrom('canned_replies').where('id', '=', mine!.id).execute()
  await putReplies()
})

test('a pack with a broken reply is refused by its name', () => {
  const packs = mkdtempSync(join(tmpdir(), 'packs-'))
  mkdirSync(join(packs, 'shop'))
  writeFileSync(
    join(packs, 'shop/canned-replies.yaml'),
    '- { shortcut: a, title: { zh: 一, en: one }, body: { zh: "{secret}", en: b } }',
  )
  assert.throws(() => loadReplies(join(packs, 'shop')), /shop.canned-replies\.yaml.*unknown variable/s)
  rmSync(packs, { recursive: true })
})

test('an agent keeps his own replies, which nobody else sees or touches', async () => {
  const mine = await call('lina', 'POST', '', text)
  assert.deepEqual([mine.body.ownerId, mine.body.shortcut], ['lina', 'my-tea'])
  const path = `/${mine.body.id}`
  const seenBy = async (who: string) => {
    const found: string[] = []
    let cursor = ''
    do {
      const page = (await call<Page>(who, 'GET', `?limit=7${cursor}`)).body
      found.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`
    } while (cursor)
    assert.equal(new Set(found).size, found.length)
    return found.includes(mine.body.id)
  }
  assert.deepEqual([await seenBy('lina'), await seenBy('hao'), await seenBy('fang')], [true, false, false])
  for (const who of ['hao', 'fang', 'qiu']) {
    assert.equal((await call(who, 'PUT', path, text)).code, 'not_found')
    assert.equal((await call(who, 'DELETE', path)).code, 'not_found')
  }
  assert.equal((await call('lina', 'PUT', path, { ...text, title: '茶' })).body.title, '茶')
  assert.equal((await call('lina', 'PUT', path, { ...text, shared: true })).code, 'forbidden')
  assert.equal((await call('lina', 'DELETE', path)).status, 200)
  assert.equal((await call('lina', 'DELETE', path)).code, 'not_found')
})

test("the team's replies are written by supervisors and operators only", async () => {
  const shared = { ...text, shortcut: 'team-tea', shared: true }
  assert.equal((await call('lina', 'POST', '', shared)).code, 'forbidden')
  const made = await call('qiu', 'POST', '', shared)
  assert.equal(made.body.ownerId, null)
  assert.equal((await call('lina', 'DELETE', `/${made.body.id}`)).code, 'forbidden')
  assert.equal((await call('fang', 'PUT', `/${made.body.id}`, { ...shared, body: '好' })).body.body, '好')
  const told = await database.db
    .selectFrom('events')
    .select(['payload'])
    .where('kind', '=', 'canned-reply.changed')
    .execute()
  const whats = told
    .map((event) => event.payload as { replyId: string; what: string })
    .filter((payload) => payload.replyId === made.body.id)
  assert.deepEqual(
    whats.map((payload) => payload.what),
    ['created', 'edited'],
  )
  const records = await database.db
    .selectFrom('audit_log')
    .select('action')
    .where('target', '=', `canned-reply:${made.body.id}`)
    .execute()
  assert.equal(records.length, 2)
})

test('a shortcut means one thing per language to whoever types it', async () => {
  const taken = { ...text, shortcut: 'Unique-One' }
  const both = await Promise.all([call('lina', 'POST', '', taken), call('lina', 'POST', '', taken)])
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409])
  assert.equal((await call('hao', 'POST', '', taken)).status, 200, 'another person may use it for himself')
  assert.equal((await call('lina', 'POST', '', { ...taken, language: 'en' })).status, 200)
  assert.equal(
    (await call('lina', 'POST', '', { ...text, shortcut: 'hello' })).code,
    'already_exists',
    'the team uses it already',
  )
  const other = await call('lina', 'POST', '', { ...text, shortcut: 'other' })
  assert.equal((await call('lina', 'PUT', `/${other.body.id}`, taken)).code, 'already_exists')
})

test('nonsense is refused', async () => {
  const bad = [
    { shortcut: 'a b' },
    { shortcut: '' },
    { shortcut: 'a~b' },
    { language: 'fr' },
    { title: '' },
    { body: '' },
    { body: '{password}' },
    { body: 'x'.repeat(2001) },
  ]
  for (const change of bad)
    assert.equal((await call('lina', 'POST', '', { ...text, ...change })).code, 'bad_request', JSON.stringify(change))
  for (const query of ['?limit=0', '?cursor=x', '?language=fr'])
    assert.equal((await call('lina', 'GET', query)).code, 'bad_request', query)
})

test('known variables are filled, unknown ones stay to be seen', () => {
  const values = { 'customer.name': '林婉清', 'agent.name': '' }
  assert.equal(
    fillReply('{customer.name}您好,我是{agent.name},订单{order.id}', values),
    '林婉清您好,我是{agent.name},订单{order.id}',
  )
  assert.equal(fillReply('{constructor} {__proto__}', values), '{constructor} {__proto__}')
  assert.ok(cannedReplyInput.safeParse(text).success)
})
