import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { agree } from '#learning/agree.ts'
import { openCaseClusters } from '#learning/cluster-cases.ts'
import type { CaseLabel, FailureCase } from '#learning/contract.ts'
import { labelCase, undoCase } from '#learning/label.ts'
import { twoLabels } from '#learning/label-queries.ts'
import { type Learning, openLearning } from '#learning/open-learning.ts'
import { findCase, listCases, listClusters, putCase, takeNext } from '#learning/queries.ts'
import { writeLearningSettings } from '#learning/settings.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { openLog } from '#platform/log.ts'
import { freshConversation } from '#reception/open.ts'
import type { Understanding } from '#understanding/contract.ts'
import { readEmotion } from '#understanding/emotion/read-emotion.ts'
import { surenessOf } from '#understanding/emotion/sureness.ts'
import { addLabel, labelOf } from '#understanding/models/labels/labels.ts'
import { normalize } from '#understanding/normalize.ts'

let database: Database
let conversations: Conversations
let learning: Learning
const lin = { id: 'c-lin', name: '林', tier: 'regular', verified: true, elderly: false, language: 'zh' as const }
const by = (person: string) => ({ actor: `user:${person}`, person, ip: '' })
const read = (text: string) => readEmotion(normalize(text), text, 'zh')
const felt = (emotion: 'anger' | 'joy' | 'neutral' | 'anxiety'): CaseLabel => ({
  kind: 'emotion',
  emotion,
  level: null,
})

before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  await database.db.insertInto('customers').values({ id: lin.id, display_name: lin.name }).execute()
  learning = await openLearning({
    database,
    conversations,
    log: openLog('fatal'),
    understand: (text) => ({ emotion: read(text), intents: [] as Understanding['intents'] }) as Understanding,
    search: () => assert.fail('articles are no feelings'),
    askBack: () => 0.35,
    intents: () => [],
    putFeelingRight: async () => undefined,
  })
  await inTx((tx) => writeLearningSettings(tx, { secondShare: 0 }, { actor: 'user:a', ip: '' }))
})
after(async () => {
  await learning.stop()
  await conversations.settled()
  await database.close()
})

/** What a customer wrote to a person: nothing was read of it yet. */
async function talk(...said: string[]): Promise<string> {
  const id = newId()
  await conversations.open({ ...freshConversation(id, { channel: newId(), language: 'zh' }, lin) }, () => ({
    actor: 'bot',
  }))
  for (const text of said)
    await conversations.change(id, () => ({
      actor: `customer:${lin.id}`,
      messages: [{ author: { kind: 'customer', id: lin.id, name: lin.name }, parts: [{ kind: 'text', text }] }],
    }))
  return id
}
const tell = (kind: string, conversationId: string, payload: object) =>
  database.transaction((tx) =>
    appendEvents(tx, [
      { kind, conversationId, customerId: lin.id, actor: 'user:fang', payload: payload as Record<string, unknown> },
    ]),
  )
const cases = async () => {
  await learning.catchUp()
  return listCases(database.db, { kind: 'emotion', sort: 'least-sure', limit: 100 })
}
const casesOf = async (conversationId: string) =>
  (await cases()).filter((one) => one.conversationId === conversationId).sort((a, b) => a.seq - b.seq)

const closed = (reason: string, raisedSeq: number, because: { kind: string; seq: number | null }[]) => ({
  what: 'closed',
  alert: { raisedSeq, closeReason: reason, emotion: { because } },
})
const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)

let made = 0
async function newCase(fields: Partial<FailureCase> = {}): Promise<string> {
  made++
  const own = { id: newId(), conversationId: `made-${made}`, seq: 1, at: new Date().toISOString(), second: false }
  const one = { ...own, kind: 'emotion' as const, language: 'zh' as const, text: `例子${made}`, taken: 'anger' }
  await putCase(database, { ...one, confidence: 0.9, reason: 'false-alarm', ...fields })
  return fields.id ?? own.id
}

test('the messages that a false alarm was raised for become cases, masked, as what they were read', async () => {
  const id = await talk('你好', '你们这群骗子！！打13812345678', '骗子，你们退钱！！')
  await tell('alert.changed', id, closed('handled', 3, []))
  assert.deepEqual(await casesOf(id), [])
  await tell(
    'alert.changed',
    id,
    closed('false-alarm', 3, [
      { kind: 'word', seq: 2 },
      { kind: 'waiting', seq: 1 },
    ]),
  )
  const found = await casesOf(id)
  assert.deepEqual(
    found.map(({ kind, text, taken, reasons }) => [kind, text, taken, ...reasons]),
    [
      ['emotion', '你们这群骗子！！打{phone}', 'anger', 'false-alarm'],
      ['emotion', '骗子，你们退钱！！', 'anger', 'false-alarm'],
    ],
  )
  assert.deepEqual(await listCases(database.db, { kind: 'intent', sort: 'newest', limit: 10 }), [])
})

test('a bad rating asks for the message that may have held what nobody read; where anger was read it asks for none', async () => {
  const rated = async (...said: string[]) => {
    const id = await talk(...said)
    await conversations.change(id, () => ({ patch: { rating: 1 }, what: 'rated', actor: `customer:${lin.id}` }))
    return (await casesOf(id)).filter(({ reasons }) => reasons.includes('negative-rating')).map(({ text }) => text)
  }
  assert.deepEqual(await rated('你好', '行吧你们看着办'), ['行吧你们看着办'])
  assert.deepEqual(await rated('行吧看你们了', '你们这群骗子！！'), [])
})

test('within a day only the most doubtful readings are kept, each sentence once, and what is labelled keeps its place', async () => {
  await database.db.deleteFrom('failure_cases').execute()
  const doubtful = (n: number) => `第${'一二三四五六七八九'[n % 9]}${'甲乙丙丁'[Math.floor(n / 9)]}台咖啡机不出水`
  const texts = Array.from({ length: 36 }, (_, n) => doubtful(n))
  for (const text of texts) assert.ok(surenessOf(read(text)) < 0.4, text)
  await talk('谢谢', ...texts, doubtful(0))
  const kept = await cases()
  assert.equal(kept.length, 30)
  const sure = texts.map((text) => surenessOf(read(text))).sort((a, b) => a - b)
  assert.deepEqual(
    kept.map(({ confidence }) => confidence),
    sure.slice(0, 30),
  )
  assert.equal(new Set(kept.map(({ text }) => text)).size, 30)
  const surest = kept.at(-1)!
  await inTx((tx) => labelCase(tx, surest.id, felt('neutral'), by('a')))
  await tell('emotion.signal', surest.conversationId, { signal: { source: 'text', seq: 2, sure: 0 } })
  const doubts = await talk('随便吧算了不要了')
  await tell('emotion.signal', doubts, { signal: { source: 'text', key: 'text:1', seq: 1, sure: 0.001 } })
  const after = await cases()
  assert.equal(after.length, 30)
  assert.ok(after.some(({ id }) => id === surest.id))
})

test('a label stands among the labels of feelings, another moves it, undo takes it away; meanings have no part in it', async () => {
  const id = await newCase({ text: '洗衣机气死了一样转' })
  await assert.rejects(
    inTx((tx) => labelCase(tx, id, { kind: 'out-of-scope' }, by('a'))),
    { code: 'bad_request' },
  )
  await inTx((tx) => labelCase(tx, id, { kind: 'emotion', emotion: 'anxiety', level: 'low' }, by('a')))
  const label = await labelOf(database.db, '洗衣机气死了一样转')
  assert.deepEqual(
    [label?.label, label?.level, label?.source, label?.readAs, label?.conversationId],
    ['anxiety', 'low', 'annotation', 'anger', `made-${made}`],
  )
  await inTx((tx) => labelCase(tx, id, felt('neutral'), by('a')))
  assert.equal((await labelOf(database.db, '洗衣机气死了一样转'))?.label, 'neutral')
  const undone = await inTx((tx) => undoCase(tx, id, by('a')))
  assert.deepEqual([undone.status, await labelOf(database.db, '洗衣机气死了一样转')], ['open', null])
})

test('of two cases of one sentence the other one’s word counts when the last is taken back', async () => {
  const [one, two] = [await newCase({ text: '一样的话' }), await newCase({ text: '一样的话' })]
  await inTx((tx) => labelCase(tx, one, felt('joy'), by('a')))
  await inTx((tx) => labelCase(tx, two, felt('anger'), by('a')))
  await inTx((tx) => undoCase(tx, two, by('a')))
  assert.equal((await labelOf(database.db, '一样的话'))?.label, 'joy')
  const operator = { text: '一样的话', label: 'anxiety', level: null, source: 'operator' } as const
  await inTx((tx) => addLabel(tx, async () => undefined, operator, { actor: 'user:op', ip: '' }))
  await inTx((tx) => undoCase(tx, one, by('a')))
  assert.equal((await labelOf(database.db, '一样的话'))?.label, 'anxiety', 'what an operator says since stays')
})

test('a second person labels without the first word; where they differ nothing is taught and a third decides', async () => {
  const id = await newCase({ text: '两个人听', second: true, at: '2001-01-01T00:00:00Z' })
  await inTx((tx) => labelCase(tx, id, { kind: 'emotion', emotion: 'anger', level: 'high' }, by('a')))
  assert.equal(await takeNext(database, 'b', { kind: 'intent' }), null)
  assert.equal((await takeNext(database, 'b', { kind: 'emotion' }))?.id, id)
  const disputed = await inTx((tx) => labelCase(tx, id, felt('neutral'), by('b')))
  assert.deepEqual([disputed.disputed, await labelOf(database.db, '两个人听')], [true, null])
  await inTx((tx) => labelCase(tx, id, felt('neutral'), by('c')))
  assert.equal((await labelOf(database.db, '两个人听'))?.label, 'neutral')
  const level = await newCase({ text: '两个人都生气', second: true })
  await inTx((tx) => labelCase(tx, level, { kind: 'emotion', emotion: 'anger', level: 'high' }, by('a')))
  const agreed = await inTx((tx) => labelCase(tx, level, felt('anger'), by('b')))
  assert.equal(agreed.disputed, false, 'how strongly is no disagreement')
  const counted = async (kind: 'intent' | 'emotion') => agree(await twoLabels(database.db, kind, 100)).cases
  assert.deepEqual([await counted('emotion'), await counted('intent')], [2, 0])
})

test('what is read now is suggested first with its words, then how alike sentences were labelled', async () => {
  const known = await newCase({ text: '你们这群骗子还我钱' })
  await inTx((tx) => labelCase(tx, known, felt('neutral'), by('a')))
  const one = await findCase(database.db, await newCase({ text: '你们这群骗子！！' }))
  const [first, second] = await learning.suggest(one!)
  assert.deepEqual([first?.from, first?.words], ['model', ['骗子']])
  assert.deepEqual(first?.label, { kind: 'emotion', emotion: 'anger', level: read('你们这群骗子！！').level })
  assert.deepEqual([second?.from, second?.label], ['labelled', felt('neutral')])
})

test('cases of the two kinds are grouped apart', async () => {
  for (const kind of ['intent', 'emotion'] as const)
    for (const text of ['会员积分怎么兑换', '会员积分怎么兑换呀']) await newCase({ text, kind })
  await openCaseClusters(database)()
  const groups = async (kind: 'intent' | 'emotion') =>
    (await listClusters(database, { kind, limit: 50 })).filter(({ title }) => title.includes('积分'))
  const [meant, felt] = [await groups('intent'), await groups('emotion')]
  assert.deepEqual([meant.map(({ size }) => size), felt.map(({ size }) => size)], [[2], [2]])
  assert.notEqual(meant[0]?.id, felt[0]?.id)
})
