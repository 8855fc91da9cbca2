import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Conversations, openConversations } from '#conversations/change.ts'
import type { ListedConversation, Part } from '#conversations/contract.ts'
import { conversationRoutes } from '#conversations/routes.ts'
import { snippet } from '#conversations/search.ts'
import { followMessages } from '#conversations/search-index.ts'
import { readTerms, searchTerms } from '#conversations/search-terms.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openFiles } from '#platform/files/store.ts'
import type { Follower } from '#platform/ledger/follow.ts'
import { openLog } from '#platform/log.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

const fold = (text: string) => text.replaceAll('貨', '货')
let database: Database
let conversations: Conversations
let words: Follower
let server: TestServer
const people: Record<string, { cookie: string }> = {}
before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  const files = openFiles(database.db, join(tmpdir(), 'yinghe-search-test'), 'secret')
  server = await serveForTest(database, conversationRoutes({ database, conversations, files, fold }))
  for (const id of ['fang', 'lina', 'hao']) people[id] = { cookie: await cookieOf(database, id) }
  words = await followMessages({ database, log: openLog('silent'), fold })
})
after(async () => {
  await words.stop()
  await server.close()
  await database.close()
})

const say = (text: string, internal = false) => ({ text, internal })
async function talk(
  status: 'bot' | 'queued' | 'human' | 'closed',
  lines: { text: string; internal: boolean }[],
  more = {},
) {
  return openTestConversation(conversations, {
    patch: { status, ...(status === 'human' && { assigneeId: 'lina' }), ...more },
    messages: lines.map(({ text, internal }) => ({
      author: { kind: internal ? 'agent' : 'customer', id: 'x', name: 'X' },
      parts: [{ kind: 'text', text }] as Part[],
      internal,
    })),
  })
}
const find = async (query: Record<string, string>, who = 'fang') => {
  await words.catchUp()
  const { body } = await server.call<{ items: ListedConversation[] }>(
    'GET',
    `/api/conversations?${new URLSearchParams(query)}`,
    undefined,
    people[who],
  )
  return body.items
}
const ids = (items: ListedConversation[]) => items.map(({ id }) => id)

test('a part of a Chinese sentence finds it, in traditional characters too, and its place is marked', async () => {
  const id = await talk('closed', [say('我的订单什么时候发货呀'), say('谢谢')])
  const [hit] = await find({ q: '時候發貨'.replace('時', '时').replace('發', '发') })
  assert.equal(hit?.id, id)
  assert.equal(hit?.match?.seq, 1)
  const [from, to] = hit!.match!.marks[0]!
  assert.equal(hit!.match!.text.slice(from, to), '时候发货')
  assert.deepEqual(ids(await find({ q: '货发' })), [], 'the order of the characters counts')
})

test('English words are found by their beginning, numbers also by their last four digits', async () => {
  const id = await talk('closed', [say('My warranties for order HM20269917 and 13800139917')])
  for (const q of ['warrant', 'hm2026', 'HM20269917', '9917']) assert.deepEqual(ids(await find({ q })), [id], q)
})

test('each word may stand in another message, in a note, in the subject or be the name of the customer', async () => {
  const id = await talk('closed', [say('杯子有裂纹'), say('仓库说批次有问题', true)], { subject: '紫砂壶破损' })
  assert.deepEqual(ids(await find({ q: '裂纹 批次 紫砂壶' })), [id])
  assert.deepEqual(ids(await find({ q: '裂纹 没说过' })), [])
  assert.deepEqual(ids(await find({ q: '裂纹 lin' })), [id])
})

test('an agent finds what is closed, waits or is his, and nothing of the bot or of a colleague', async () => {
  const closed = await talk('closed', [say('琥珀色的灯')])
  const bots = await talk('bot', [say('琥珀色的灯')])
  const hers = await talk('human', [say('琥珀色的灯')])
  const seen = async (who: string) => new Set(ids(await find({ q: '琥珀' }, who)))
  assert.deepEqual(await seen('hao'), new Set([closed]))
  assert.deepEqual(await seen('lina'), new Set([closed, hers]))
  assert.deepEqual(await seen('fang'), new Set([closed, hers, bots]))
})

test('tag, rating, channel and time narrow what is found', async () => {
  const id = await talk('closed', [say('翡翠镯子')], { tags: ['质量'], rating: 2 })
  const { channel } = await conversations.load(id)
  const narrower: Record<string, string>[] = [
    { tag: '质量' },
    { rating: '2' },
    { channel },
    { from: '2020-01-01T00:00:00Z' },
  ]
  for (const narrow of narrower)
    assert.deepEqual(ids(await find({ q: '翡翠', ...narrow })), [id], JSON.stringify(narrow))
  const others: Record<string, string>[] = [
    { tag: '物流' },
    { rating: '5' },
    { channel: 'phone' },
    { until: '2020-01-01T00:00:00Z' },
  ]
  for (const other of others) assert.deepEqual(ids(await find({ q: '翡翠', ...other })), [], JSON.stringify(other))
})

test('what matches is written as one row each, safe for a spreadsheet', async () => {
  await talk('closed', [say('青花瓷碗')], { subject: '=1+1', rating: 4, acceptedAt: new Date().toISOString() })
  await words.catchUp()
  const response = await server.call<string>(
    'GET',
    `/api/conversations.csv?q=${encodeURIComponent('青花瓷')}`,
    undefined,
    {
      ...people.fang,
      headers: { accept: 'text/csv' },
    },
  )
  const rows = response.text.trim().split('\r\n')
  assert.equal(rows.length, 2)
  assert.match(rows[0]!, /Conversation,Customer,Tier/)
  assert.match(rows[1]!, /,'=1\+1,/)
})

test('every piece of a text reads as terms that the text holds', () => {
  const piece = fc.tuple(fc.string({ unit: fc.constantFrom(...'退款发货订单的了ab12 ，。A') }), fc.nat(), fc.nat(6))
  fc.assert(
    fc.property(piece, ([text, at, length]) => {
      const held = new Set(searchTerms(text))
      const from = text.length ? at % text.length : 0
      const cut = text.slice(from, from + length)
      // A piece that begins within a word of letters is no word of its own.
      fc.pre(!/^[a-z\d]/i.test(cut) || !/[a-z\d]$/i.test(text.slice(0, from)))
      for (const query of readTerms(cut))
        for (const term of query.split(' & ')) {
          const [, word, prefix] = /^'(.+)'(:\*)?$/.exec(term)!
          assert.ok(
            prefix ? [...held].some((one) => one.startsWith(word!)) : held.has(word!),
            `${term} of “${cut}” in “${text}”`,
          )
        }
    }),
  )
})

test('a long text is cut around what was found', () => {
  const { text, marks } = snippet(`${'长'.repeat(300)}退款${'短'.repeat(300)}`, '退款', (plain) => plain)
  assert.ok(text.length <= 142 && text.startsWith('…') && text.endsWith('…'))
  assert.deepEqual(
    marks.map(([from, to]) => text.slice(from, to)),
    ['退款'],
  )
})
