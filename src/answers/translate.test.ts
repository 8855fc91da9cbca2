import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { Registry } from 'prom-client'
import type { Translation } from '#answers/contract.ts'
import { answerRoutes } from '#answers/routes.ts'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import { openLlm } from '#engines/llm/open-llm.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import { openTwin, TWIN_KEY, TWIN_MODEL, type Twin } from '../../tests/twins/openai.ts'

const SAID = 'My name is 林婉清, call 13800010001. Where is order HM10001001? I paid 2 times.'
let database: Database
let conversations: Conversations
let twin: Twin
let server: TestServer
let withoutModel: TestServer
let id: string
const people: Record<string, { cookie: string }> = {}

before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  twin = await openTwin(() => ({ text: '' }))
  const serve = async (url: string) => {
    const starting = { model: TWIN_MODEL, answerMs: 2500, dailyTokens: 1_000_000 }
    const parts = { database, tail: null, log: openLog('silent'), registry: new Registry(), starting }
    const llm = await openLlm({ ...parts, endpoint: { url, key: TWIN_KEY }, audit: async () => undefined })
    return serveForTest(database, answerRoutes({ llm, search: () => [], conversations }))
  }
  server = await serve(twin.url)
  withoutModel = await serve('')
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  for (const who of ['lina', 'hao', 'qiu']) people[who] = { cookie: await cookieOf(database, who) }
  id = await openTestConversation(conversations, {
    patch: { status: 'human', assigneeId: 'lina', acceptedAt: new Date().toISOString() },
    messages: [
      { author: { kind: 'customer', id: 'c-lin', name: '林婉清' }, parts: [{ kind: 'text', text: SAID }] },
      {
        author: { kind: 'customer', id: 'c-lin', name: '林婉清' },
        parts: [{ kind: 'choice', value: 'x', label: 'x' }],
      },
    ],
  })
})
after(async () => {
  await server.close()
  await withoutModel.close()
  await twin.close()
  await database.close()
})
let round = 0
beforeEach(() => {
  twin.requests = []
  twin.faults = []
})

/** What the model makes of the masked text; the same request twice would come from the cache. */
const says = (reply: (masked: string) => string) => {
  twin.personality = ({ user }) => ({ text: reply((JSON.parse(user) as { text: string }).text) })
}
const ask = (body: object, who = 'lina', on = server) =>
  on.call<Translation>('POST', `/api/conversations/${id}/translate`, body, people[who])
const fresh = (text: string) => ({ text: `${text} ${'!'.repeat(++round)}`, into: 'en' as const })

test('a message is translated without the name, the number or the order leaving the house', async () => {
  says((text) => text.replace('Where is order', '请问订单').replace('I paid', '我付了').replace('2 times', '2 次'))
  const { status, body } = await ask({ seq: 1, into: 'zh' })
  assert.equal(status, 200)
  assert.equal(twin.requests.length, 1)
  assert.ok(!/林婉清|13800010001|HM10001001/.test(twin.requests[0]!.user), twin.requests[0]!.user)
  assert.match(body.text, /林婉清.*13800010001.*请问订单 HM10001001/)
  assert.deepEqual(body.doubtful, [])
  assert.deepEqual(twin.violations, [])
})

test('figures that the original lacks are named, not hidden', async () => {
  says(() => 'It arrives in 15 days.')
  const { body } = await ask(fresh('3 天内送到'))
  assert.equal(body.text, 'It arrives in 15 days.')
  assert.deepEqual(body.doubtful, ['15'])
})

const refused: [why: string, reply: (masked: string) => string][] = [
  ['lost a placeholder', () => 'Your order is on its way.'],
  ['made up a placeholder', (text) => `${text} ⟦PHONE_7⟧`],
  ['brings a link', (text) => `${text} https://evil.example`],
  ['is empty', () => '  '],
  ['goes on and on', (text) => text + 'word '.repeat(400)],
]
for (const [why, reply] of refused)
  test(`a translation that ${why} is not shown`, async () => {
    says(reply)
    assert.equal((await ask(fresh('订单 HM10001001 在路上'))).code, 'translation_failed')
  })

test('a model that is down, and none at all, say so in different words', async () => {
  twin.faults = Array.from({ length: 3 }, () => ({ kind: 'status', status: 500 }) as const)
  assert.equal((await ask(fresh('您好'))).code, 'translation_failed')
  assert.equal((await ask(fresh('您好'), 'lina', withoutModel)).code, 'translation_off')
})

test('only who may read the conversation has it translated, and only what has words', async () => {
  says(() => 'ok')
  assert.equal((await ask({ seq: 1, into: 'zh' }, 'hao')).code, 'not_found')
  assert.equal((await ask({ seq: 1, into: 'zh' }, 'qiu')).code, 'forbidden')
  assert.equal((await ask({ seq: 2, into: 'zh' })).code, 'not_found')
  assert.equal((await ask({ seq: 99, into: 'zh' })).code, 'not_found')
  assert.equal((await ask({ seq: 1, text: 'x', into: 'zh' })).code, 'bad_request')
  assert.equal((await ask({ into: 'zh' })).code, 'bad_request')
  assert.equal(twin.requests.length, 0)
})
