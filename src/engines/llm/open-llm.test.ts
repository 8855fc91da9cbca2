import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { Registry } from 'prom-client'
import { z } from 'zod'
import type { LlmRequest } from '#engines/llm/contract.ts'
import { type OpenLlm, openLlm } from '#engines/llm/open-llm.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { openTwin, TWIN_KEY, TWIN_MODEL, type Twin } from '../../../tests/twins/openai.ts'

let database: Database
let twin: Twin
let registry: Registry

before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())
beforeEach(async () => {
  await twin?.close()
  twin = await openTwin(() => ({ text: '好的' }))
})
after(() => twin.close())

const open = (
  more: { key?: string; model?: string; dailyTokens?: number; url?: string; answerMs?: number } = {},
): Promise<OpenLlm> => {
  registry = new Registry()
  return openLlm({
    database,
    tail: null,
    log: openLog('silent'),
    registry,
    endpoint: { url: more.url ?? twin.url, key: more.key ?? TWIN_KEY },
    starting: {
      model: more.model ?? TWIN_MODEL,
      answerMs: more.answerMs ?? 2500,
      dailyTokens: more.dailyTokens ?? 1_000_000,
    },
    audit: async () => undefined,
  })
}
let asked = 0
/** Another text each time, so that nothing comes from the cache unless a test wants it. */
const request = (more: Partial<LlmRequest> = {}): LlmRequest => ({
  use: 'answers',
  system: 'Answer.',
  messages: [{ role: 'user', text: `question ${asked++}` }],
  maxTokens: 100,
  ...more,
})

test('without an endpoint everything says off at once', async () => {
  const llm = await open({ url: '' })
  assert.equal(llm.ready('answers'), false)
  assert.deepEqual(await llm.generate(request()), { ok: false, why: 'off' })
  assert.deepEqual(await llm.probe(), { ok: false, why: 'off', firstMs: null, totalMs: 0, models: [] })
  assert.equal((await llm.status()).state, 'off')
  assert.deepEqual(llm.uses(), { summary: 'off', drafts: 'off', translate: 'off' })
})

test('an answer comes with what it cost, from a request the endpoint finds nothing wrong with', async () => {
  const llm = await open()
  const result = await llm.generate(request())
  assert.ok(result.ok)
  assert.equal(result.value.text, '好的')
  assert.ok(result.value.usage.input > 0 && result.value.usage.output > 0)
  assert.deepEqual(twin.violations, [])
  assert.equal(twin.requests[0]!.model, TWIN_MODEL)
})

test('calls of tools come as data, and their results go back in the shape the endpoint wants', async () => {
  const llm = await open()
  twin.personality = ({ results }) =>
    results.length
      ? { text: `got ${results.join()}` }
      : {
          calls: [
            { name: 'orders_get', arguments: { orderId: 'HM1' } },
            { name: 'orders_list', arguments: {} },
          ],
        }
  const tools = ['orders_get', 'orders_list'].map((name) => ({
    name,
    description: name,
    parameters: { type: 'object', properties: {} },
  }))
  const first = await llm.generate(request({ tools }))
  assert.ok(first.ok)
  const { calls } = first.value
  assert.deepEqual(
    calls.map(({ name, input }) => [name, input]),
    [
      ['orders_get', { orderId: 'HM1' }],
      ['orders_list', {}],
    ],
  )
  const second = await llm.generate(
    request({
      tools,
      messages: [
        { role: 'user', text: 'hello' },
        { role: 'assistant', text: '', calls },
        ...calls.map((call) => ({ role: 'tool' as const, call, result: call.name })),
      ],
    }),
  )
  assert.ok(second.ok)
  assert.equal(second.value.text, 'got orders_get,orders_list')
  assert.deepEqual(twin.violations, [])
})

test('arguments that are no JSON do not break anything', async () => {
  const llm = await open()
  twin.personality = () => ({ calls: [{ name: 'orders_get', arguments: '{"orderId":' }] })
  const tools = [{ name: 'orders_get', description: '', parameters: { type: 'object', properties: {} } }]
  const result = await llm.generate(request({ tools }))
  assert.ok(!result.ok || result.value.calls.every(({ input }) => typeof input === 'object'))
})

test('structured answers fit the schema or are refused', async () => {
  const llm = await open()
  const schema = z.object({ queries: z.array(z.string()) })
  twin.personality = () => ({ text: '{"queries":["a","b"]}' })
  const system = 'Output JSON.'
  assert.deepEqual(await llm.object(request({ system }), schema), { ok: true, value: { queries: ['a', 'b'] } })
  assert.equal(twin.requests[0]!.json, true)
  for (const text of ['{"queries":1}', 'no JSON', '']) {
    twin.personality = () => ({ text })
    assert.deepEqual(await llm.object(request({ system }), schema), { ok: false, why: 'bad-answer' }, text)
  }
  assert.deepEqual(twin.violations, [])
})

test('a wrong key, an unknown model and too long a conversation are refusals that are not tried again', async () => {
  for (const llm of [await open({ key: 'wrong' }), await open({ model: 'nobody' })]) {
    assert.deepEqual(await llm.generate(request()), { ok: false, why: 'refused' })
  }
  const llm = await open()
  const before = twin.requests.length
  twin.faults = [{ kind: 'context-length' }]
  assert.deepEqual(await llm.generate(request()), { ok: false, why: 'refused' })
  assert.equal(twin.requests.length, before + 1)
})

test('a short rate limit and a fault of the server are waited out', async () => {
  const llm = await open()
  twin.faults = [
    { kind: 'status', status: 429, retryAfter: '0.2' },
    { kind: 'status', status: 503 },
  ]
  const result = await llm.generate(request())
  assert.ok(result.ok, JSON.stringify(result))
  assert.equal(twin.requests.length, 3)
})

test('a long rate limit is respected: nothing is sent before it is over', async () => {
  const llm = await open({ answerMs: 300 })
  twin.faults = [{ kind: 'status', status: 429, retryAfter: '30' }]
  assert.deepEqual(await llm.generate(request()), { ok: false, why: 'rate-limited' })
  assert.equal(llm.ready('answers'), false)
  assert.deepEqual(await llm.generate(request()), { ok: false, why: 'down' })
  assert.equal(twin.requests.length, 1)
  const { state, triesAgainAt } = await llm.status()
  assert.equal(state, 'paused')
  assert.ok(Date.parse(triesAgainAt!) - Date.now() > 20_000)
})

test('an endpoint that hangs or drips is given up at the time limit', async () => {
  const llm = await open({ answerMs: 300 })
  for (const fault of [{ kind: 'hang' as const }, { kind: 'drip' as const, everyMs: 50 }]) {
    twin.faults = [fault]
    assert.deepEqual(await llm.generate(request()), { ok: false, why: 'timeout' })
  }
})

test('answers that are none are told from those that are', async () => {
  for (const kind of ['malformed', 'not-json', 'cut'] as const) {
    const llm = await open({ answerMs: 800 })
    twin.faults = [{ kind }, { kind }, { kind }]
    const result = await llm.generate(request())
    assert.ok(!result.ok && ['bad-answer', 'down'].includes(result.why), kind)
  }
})

test('after failures in a row the endpoint is left alone for a while', async () => {
  const llm = await open()
  twin.faults = Array.from({ length: 20 }, () => ({ kind: 'status' as const, status: 500 }))
  for (let times = 0; times < 4; times++) await llm.generate(request())
  const sent = twin.requests.length
  assert.equal(llm.ready('answers'), false)
  assert.deepEqual(await llm.generate(request()), { ok: false, why: 'down' })
  assert.equal(twin.requests.length, sent)
  assert.equal((await llm.status()).state, 'paused')
  assert.equal(llm.uses().summary, 'paused')
})

test('the same request is answered from the cache, on another node too', async () => {
  const same = request()
  const kept = () => database.run<{ n: number }>('select count(*)::int as n from llm_cache', [])
  const [before] = await kept()
  const first = await (await open()).generate(same)
  // The answer is given at once and kept a moment later.
  while ((await kept())[0]!.n === before!.n) await new Promise((done) => setTimeout(done, 10))
  const again = await (await open()).generate(same)
  assert.deepEqual(again, first)
  assert.equal(twin.requests.length, 1)
})

test('the daily budget stops everything, and what was spent is known after a restart', async () => {
  const llm = await open()
  const { today } = await llm.status()
  const spent = today.inputTokens + today.outputTokens
  assert.ok(spent > 0)
  const next = await open({ dailyTokens: spent })
  assert.equal(next.ready('answers'), false)
  assert.deepEqual(await next.generate(request()), { ok: false, why: 'budget' })
  assert.equal((await next.status()).state, 'budget-spent')
  assert.equal(next.uses().drafts, 'budget-spent')
  const close = await open({ dailyTokens: spent + 10 })
  assert.deepEqual(await close.generate(request({ system: 'x'.repeat(500) })), { ok: false, why: 'budget' })
  assert.equal(twin.requests.length, 0)
})

test('a use that is switched off is off, and the choice outlives a restart', async () => {
  const llm = await open()
  const { settings } = await llm.status()
  await llm.change({ ...settings, on: { ...settings.on, drafts: false }, model: 'twin-2' }, 'user:admin', '')
  for (const one of [llm, await open()]) {
    assert.equal(one.ready('drafts'), false)
    assert.equal(one.ready('answers'), true)
    assert.equal((await one.status()).model, 'twin-2')
  }
  await llm.change(settings, 'user:admin', '')
})

test('the test button tells models and times, and why it did not work', async () => {
  const probe = await (await open()).probe()
  assert.equal(probe.ok, true)
  assert.deepEqual(probe.models, ['twin-1', 'twin-2'])
  assert.ok(probe.firstMs !== null && probe.firstMs <= probe.totalMs)
  assert.equal(twin.requests[0]!.stream, true)
  assert.deepEqual(twin.violations, [])
  const wrong = await (await open({ key: 'wrong' })).probe()
  assert.deepEqual([wrong.ok, wrong.why], [false, 'refused'])
})

test('metrics count without a word of what was said', async () => {
  const llm = await open()
  await llm.generate(request({ messages: [{ role: 'user', text: '我的电话是 13812345678' }] }))
  const text = await registry.metrics()
  assert.match(text, /yinghe_llm_seconds_count\{use="answers",outcome="ok"\} 1/)
  assert.ok(!text.includes('13812345678'))
})
