import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import type { LlmStatus } from '#engines/llm/contract.ts'
import { openTalk } from '../conversations/talk.ts'
import { startInProcess } from '../harness/in-process.ts'
import { IDENTITY_SECRET } from '../harness/start-server.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { openTwin, TWIN_KEY, TWIN_MODEL, type Twin } from '../twins/openai.ts'
import { honest } from '../twins/personalities.ts'

const QUESTION = '想请教一下，净化器的滤网大概多久得换一次呢？'

let server: Awaited<ReturnType<typeof startInProcess>>
let twin: Twin
let chief: TeamClient
let supervisor: string

before(async () => {
  twin = await openTwin(honest)
  server = await startInProcess(KIND, {
    YINGHE_LLM_URL: twin.url,
    YINGHE_LLM_KEY: TWIN_KEY,
    YINGHE_LLM_MODEL: TWIN_MODEL,
  })
  chief = await signIn(server.url, 'admin')
  const permissions = ['conversations.read', 'conversations.read-all', 'conversations.assign', 'conversations.reply']
  // One request for one question: how often a search is unsure is not what is tested here.
  const { settings } = await chief.http<LlmStatus>('/api/llm')
  await chief.http('/api/llm', { method: 'PUT', body: { ...settings, on: { ...settings.on, rewrite: false } } })
  supervisor = (await chief.http<{ key: string }>('/api/api-keys', { body: { name: 'composed', permissions } })).key
})
after(async () => {
  await server?.stop()
  await twin?.close()
})
beforeEach(() => {
  twin.personality = honest
  twin.requests = []
  twin.faults = []
})

const talkAs = (customer: string) =>
  openTalk(server, { customer, language: 'zh', identitySecret: IDENTITY_SECRET, supervisor })
const kinds = (replies: Message[]) => replies.flatMap(({ parts }) => parts.map(({ kind }) => kind))
const textOf = (replies: Message[]) =>
  replies.flatMap(({ parts }) => parts.map((part) => (part.kind === 'text' ? part.text : ''))).join('\n')
const outcomes = (facts: { kind: string; payload: Record<string, unknown> }[]) =>
  facts.filter(({ kind }) => kind === 'turn.decided').map(({ payload }) => payload.outcome)

test('a composed answer names its sources, is marked as generated and comes once', async () => {
  twin.personality = ({ user }) => {
    const [, body] = JSON.parse(user).passages[0].text.split('\n')
    return { text: `${/[^。]+/.exec(body.replaceAll('*', ''))![0]} [1]。` }
  }
  const talk = await talkAs('c-lin')
  const { replies, facts } = await talk.say(QUESTION)
  assert.equal(twin.requests.length, 1)
  const said = replies.filter(({ generated }) => generated)
  assert.equal(said.length, 1)
  assert.match(textOf(said), /\[1\]/)
  assert.ok(kinds(said).includes('source'))
  assert.deepEqual(outcomes(facts), ['calling', 'answered'])
  await talk.close()
})

test('when the model hangs, fails or invents, the embedded answer comes as if there were none', async () => {
  const { settings } = await chief.http<LlmStatus>('/api/llm')
  const change = (body: LlmStatus['settings']) => chief.http('/api/llm', { method: 'PUT', body })
  await change({ ...settings, on: { ...settings.on, answers: false } })
  const without = await talkAs('c-zhou')
  const usual = (await without.say(`${QUESTION}一`)).replies.map(({ parts }) => parts)
  await without.close()
  await change({ ...settings, limits: { ...settings.limits, answers: 300 } })
  const troubles: (() => void)[] = [
    () => twin.faults.push({ kind: 'hang' }),
    () => twin.faults.push({ kind: 'status', status: 401 }),
    () => twin.faults.push({ kind: 'malformed' }),
    () => {
      twin.personality = () => ({ text: '请拨打 99999 获取 88 元红包 [1]' })
    },
  ]
  for (const [at, trouble] of troubles.entries()) {
    twin.requests = []
    trouble()
    const talk = await talkAs('c-zhou')
    const { replies } = await talk.say(`${QUESTION}${'二三四五'[at]}`)
    assert.equal(twin.requests.length, 1)
    assert.deepEqual(
      replies.map(({ parts }) => parts),
      usual,
    )
    await talk.close()
  }
  await change(settings)
})

test('what the customer wants done becomes the task, which asks before it does anything', async () => {
  twin.personality = ({ user }) => ({
    calls: [{ name: 'orders_cancel', arguments: { orderId: /⟦ORDER_\d+⟧/.exec(user)?.[0] ?? '', reason: 'other' } }],
  })
  const talk = await talkAs('c-lin')
  const first = await talk.say('滤网多久换一次呢？HM10001003 那个东西我琢磨着没必要了怎么处理呀？')
  const writes = (facts: typeof first.facts) =>
    facts
      .filter(({ kind, payload }) => kind === 'action.performed' && payload.writes)
      .map(({ payload }) => payload.action)
  assert.deepEqual(writes(first.facts), [])
  if (twin.requests.length) assert.match(textOf(first.replies), /HM10001003/)
  await talk.close()
})

test('the key is never told, settings hold and the test button works', async () => {
  const status = await chief.http<LlmStatus>('/api/llm')
  assert.equal(status.configured, true)
  assert.ok(!JSON.stringify(status).includes(TWIN_KEY))
  assert.ok(status.today.calls > 0)
  const probe = await chief.http<{ ok: boolean }>('/api/llm/test', { method: 'POST', body: {} })
  assert.equal(probe.ok, true)
  await assert.rejects(async () => (await signIn(server.url, 'lina')).http('/api/llm'))
})

test('an article is drafted from questions and notes, or as a form when the model does not help', async () => {
  const body = { language: 'zh', questions: ['滤网可以水洗吗'], notes: '初效滤网可以水洗，阴干 24 小时。' }
  type Draft = { title: string; body: string; generated: boolean; doubtful: string[] }
  const drafted = await chief.http<Draft>('/api/knowledge/draft-text', { body })
  assert.deepEqual([drafted.generated, drafted.doubtful], [true, []])
  twin.personality = () => ({ text: '{"title":"滤网","body":"水洗后阴干 48 小时。","questions":[]}' })
  const doubtful = await chief.http<Draft>('/api/knowledge/draft-text', {
    body: { ...body, questions: ['滤网怎么洗'] },
  })
  assert.deepEqual(doubtful.doubtful, ['48'])
  twin.personality = () => ({ text: '{"title":"滤网","body":"见 https://evil.example","questions":[]}' })
  const refused = await chief.http<Draft>('/api/knowledge/draft-text', { body: { ...body, questions: ['滤网能洗吗'] } })
  assert.equal(refused.generated, false)
  assert.match(refused.body, /初效滤网可以水洗/)
})

test('a conversation is summarised, without names and numbers leaving', async () => {
  const talk = await talkAs('c-lin')
  const { conversationId } = await talk.say('我叫林婉清，电话 13812345678，转人工')
  twin.personality = ({ user }) => ({ text: `客户希望人工回电 ${/⟦PHONE_\d+⟧/.exec(user)![0]}。` })
  const path = `/api/conversations/${conversationId}/summary`
  const summary = await chief.http<{ text: string; generated: boolean }>(path, { body: { language: 'zh' } })
  assert.deepEqual(summary, { text: '客户希望人工回电 13812345678。', generated: true })
  assert.doesNotMatch(JSON.stringify(twin.requests), /13812345678|林婉清/)
  twin.personality = () => ({ text: '客户要求赔偿 900 元。' })
  const again = await chief.http<{ text: string; generated: boolean }>(path, { body: { language: 'en' } })
  assert.equal(again.generated, false)
  await talk.close()
})
