import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import type { Part } from '#conversations/contract.ts'
import { agree } from '#learning/agree.ts'
import { openCaseClusters } from '#learning/cluster-cases.ts'
import { contextOf } from '#learning/context.ts'
import type { CaseLabel, FailureCase } from '#learning/contract.ts'
import { dismissCase, labelCase, undoCase } from '#learning/label.ts'
import { twoLabels } from '#learning/label-queries.ts'
import { type Learning, openLearning } from '#learning/open-learning.ts'
import { countDays, findCaseOf, listCases, listClusters, putCase, skipCase, takeNext } from '#learning/queries.ts'
import { writeLearningSettings } from '#learning/settings.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { openLog } from '#platform/log.ts'
import { freshConversation } from '#reception/open.ts'
import { CALM, type Understanding } from '#understanding/contract.ts'
import { allExamples } from '#understanding/models/example-queries.ts'

let database: Database
let conversations: Conversations
let learning: Learning
const lin = { id: 'c-lin', name: '林', tier: 'regular', verified: true, elderly: false, language: 'zh' as const }
const by = (person: string) => ({ actor: `user:${person}`, person, ip: '' })
const refund: CaseLabel = { kind: 'intent', intentId: 'refund' }

before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  await database.db.insertInto('customers').values({ id: lin.id, display_name: lin.name }).execute()
  learning = await openLearning({
    database,
    conversations,
    log: openLog('fatal'),
    understand: () => ({ emotion: CALM }) as Understanding,
    search: () => [],
    askBack: () => 0.35,
    intents: () => [],
    putFeelingRight: async () => undefined,
  })
})
after(async () => {
  await learning.stop()
  await conversations.settled()
  await database.close()
})

const decided = (payload: Record<string, unknown>) => ({
  kind: 'turn.decided',
  payload: { input: 'message', outcome: 'answered', path: [], intent: null, articleId: null, ...payload },
})
/** A conversation in which each message was decided as told. */
async function talk(...turns: { said: string | Part[]; turn: Record<string, unknown> }[]): Promise<string> {
  const id = newId()
  await conversations.open({ ...freshConversation(id, { channel: newId(), language: 'zh' }, lin) }, () => ({
    actor: 'bot',
  }))
  for (const { said, turn } of turns)
    await conversations.change(id, (c) => ({
      actor: `customer:${lin.id}`,
      messages: [
        {
          author: { kind: 'customer', id: lin.id, name: lin.name },
          parts: typeof said === 'string' ? [{ kind: 'text', text: said }] : said,
        },
      ],
      events: [decided({ seq: c.lastSeq + 1, intents: [{ id: 'refund', confidence: 0.9 }], ...turn })],
    }))
  return id
}
const casesOf = async (conversationId: string) => {
  await learning.catchUp()
  const all = await listCases(database.db, { kind: 'intent', sort: 'newest', limit: 100 })
  return all.filter((one) => one.conversationId === conversationId)
}

test('what was not understood becomes a case by itself, without personal data; what was understood does not', async () => {
  const id = await talk(
    { said: '退款到账了吗', turn: {} },
    {
      said: '我电话13812345678你们那个啥弄好没',
      turn: { outcome: 'unresolved', intents: [{ id: 'repair', confidence: 0.3 }] },
    },
    { said: '13812345678', turn: { outcome: 'unresolved' } },
    { said: '这个东西咋整', turn: { outcome: 'done', intents: [{ id: 'repair', confidence: 0.2 }] } },
    {
      said: '北京市海淀区',
      turn: { outcome: 'asked', path: ['refund@1/ask'], intents: [{ id: 'repair', confidence: 0.2 }] },
    },
  )
  const cases = await casesOf(id)
  assert.deepEqual(cases.map(({ seq, text, reasons, taken }) => [seq, text, reasons, taken]).sort(), [
    [2, '我电话{phone}你们那个啥弄好没', ['unanswered'], 'repair'],
    [4, '这个东西咋整', ['low-confidence'], 'repair'],
  ])
})

test('asked back twice, a refused suggestion, a breaker and a bad rating each leave their reason', async () => {
  const none: Part[] = [{ kind: 'choice', value: 'none', label: '都不是' }]
  const id = await talk(
    { said: '想问一下那个活动', turn: { outcome: 'asked' } },
    { said: '就是优惠那个活动', turn: { outcome: 'asked' } },
    { said: none, turn: { outcome: 'asked', intents: [] } },
  )
  const reasons = async () => Object.fromEntries((await casesOf(id)).map((one) => [one.seq, one.reasons.toSorted()]))
  assert.deepEqual(await reasons(), { 2: ['asked-twice', 'rejected-suggestion'] })
  await conversations.change(id, () => ({ patch: { rating: 1 }, what: 'rated', actor: `customer:${lin.id}` }))
  const handOver = {
    ...{ reason: 'circuit-breaker' as const, skill: null, priority: 0, tried: [], facts: [] },
    ...{ wants: { zh: '', en: '' }, at: new Date().toISOString() },
  }
  const broken = await talk({ said: '听不懂我说的话吗', turn: { outcome: 'handed-over' } })
  await conversations.change(broken, () => ({ patch: { status: 'queued', handOver }, what: 'queued', actor: 'bot' }))
  assert.equal((await casesOf(broken))[0]?.reasons[0], 'circuit-breaker')
  assert.ok((await casesOf(id)).some((one) => one.reasons.includes('negative-rating')))
})

test('what an agent puts aside of the suggestions is a case of the customer message it was made for', async () => {
  const id = await talk(
    { said: '滤芯怎么老是报警啊', turn: { outcome: 'handed-over' } },
    { said: '你帮我看看呗', turn: {} },
  )
  await conversations.change(id, () => ({
    actor: 'user:amy',
    messages: [{ author: { kind: 'agent', id: 'amy', name: 'Amy' }, parts: [{ kind: 'text', text: '请稍等' }] }],
  }))
  const put = (kind: string, seq: unknown) =>
    database.transaction((tx) =>
      appendEvents(tx, [
        ...[{ kind, conversationId: id, customerId: lin.id, actor: 'user:amy', payload: { conversationId: id, seq } }],
      ]),
    )
  await put('assist.used', 1)
  await put('assist.rejected', 'none')
  assert.deepEqual(await casesOf(id), [])
  await put('assist.rejected', 1)
  await put('assist.rejected', 3)
  const cases = await casesOf(id)
  assert.deepEqual(cases.map(({ text, reasons }) => [text, ...reasons]).sort(), [
    ['你帮我看看呗', 'rejected-suggestion'],
    ['滤芯怎么老是报警啊', 'rejected-suggestion'],
  ])
})

test('an article that did not help leads back to the question it answered', async () => {
  const id = await talk({ said: '保修期从哪天算', turn: { articleId: 'warranty' } })
  const payload = { articleId: 'warranty', version: 1, what: 'rated', helpful: false }
  const event = {
    kind: 'article.changed',
    conversationId: null,
    customerId: null,
    actor: `customer:${lin.id}`,
    payload,
  }
  await database.transaction((tx) => appendEvents(tx, [event]))
  assert.deepEqual(
    (await casesOf(id)).map((one) => one.reasons),
    [['unhelpful-article']],
  )
})

let made = 0
async function newCase(fields: Partial<FailureCase> = {}): Promise<string> {
  const id = newId()
  made++
  const own = {
    id,
    conversationId: `made-${made}`,
    seq: 1,
    at: new Date().toISOString(),
    text: `例子${made}`,
    second: false,
  }
  await putCase(database, {
    kind: 'intent',
    language: 'zh',
    taken: 'x',
    confidence: 0.1,
    reason: 'unanswered',
    ...own,
    ...fields,
  })
  return id
}
const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)
const examples = async () => (await allExamples(database.db)).map((row) => `${row.intentId} ${row.text}`)

test('a label makes a training example, another label moves it, undo takes it away', async () => {
  const id = await newCase({ text: '钱怎么没回来' })
  await inTx((tx) => labelCase(tx, id, refund, by('a')))
  assert.ok((await examples()).includes('refund 钱怎么没回来'))
  await inTx((tx) => labelCase(tx, id, { kind: 'out-of-scope' }, by('a')))
  const moved = await examples()
  assert.ok(moved.includes('out_of_scope 钱怎么没回来') && !moved.includes('refund 钱怎么没回来'))
  const undone = await inTx((tx) => undoCase(tx, id, by('a')))
  assert.deepEqual([undone.status, undone.label], ['open', null])
  assert.ok(!(await examples()).some((example) => example.endsWith('钱怎么没回来')))
  await assert.rejects(
    inTx((tx) => undoCase(tx, id, by('b'))),
    { code: 'not_found' },
  )
})

test('an example that two cases taught stays until the last of them is undone', async () => {
  const [one, two] = [await newCase({ text: '同样的话' }), await newCase({ text: '同样的话' })]
  for (const id of [one, two]) await inTx((tx) => labelCase(tx, id, refund, by('a')))
  await inTx((tx) => undoCase(tx, one, by('a')))
  assert.ok((await examples()).includes('refund 同样的话'))
  await inTx((tx) => undoCase(tx, two, by('a')))
  assert.ok(!(await examples()).includes('refund 同样的话'))
})

test('two people differ: the example is withdrawn, the case disputed, a third word decides, and agreement is counted', async () => {
  const id = await newCase({ text: '两个人看', second: true, at: '2001-01-01T00:00:00Z' })
  await inTx((tx) => labelCase(tx, id, refund, by('a')))
  assert.notEqual((await takeNext(database, 'a', { kind: 'intent' }))?.id, id, 'not shown to the same person again')
  assert.equal((await takeNext(database, 'b', { kind: 'intent' }))?.id, id)
  const disputed = await inTx((tx) => labelCase(tx, id, { kind: 'out-of-scope' }, by('b')))
  assert.equal(disputed.disputed, true)
  assert.ok(!(await examples()).some((example) => example.endsWith('两个人看')))
  const settled = await inTx((tx) => labelCase(tx, id, refund, by('c')))
  assert.deepEqual([settled.disputed, settled.label], [false, refund])
  assert.ok((await examples()).includes('refund 两个人看'))
  const { cases, agreed } = agree(await twoLabels(database.db, 'intent', 100))
  assert.deepEqual([cases, agreed], [1, 0])
})

test('the next case is one person’s alone until he is done with it, and skipped ones do not come back', async () => {
  for (let n = 0; n < 3; n++) await newCase()
  const [first, second] = [
    await takeNext(database, 'a', { kind: 'intent' }),
    await takeNext(database, 'b', { kind: 'intent' }),
  ]
  assert.ok(first && second && first.id !== second.id)
  assert.equal((await takeNext(database, 'a', { kind: 'intent' }))?.id, first.id, 'asking again gives the same')
  const ahead = await takeNext(database, 'a', { kind: 'intent', besides: first.id })
  assert.ok(ahead && ahead.id !== first.id && ahead.id !== second.id, 'the one after it can be fetched meanwhile')
  await skipCase(database.db, first.id, 'a')
  assert.notEqual((await takeNext(database, 'a', { kind: 'intent' }))?.id, first.id)
})

test('what was said around a case is told without personal data, and both labels where two people disagree', async () => {
  const unresolved = { outcome: 'unresolved' }
  const id = await talk(
    { said: '我叫林婉清，电话13812345678', turn: {} },
    { said: '那个啥弄好没呀', turn: unresolved },
    { said: [{ kind: 'choice', value: 'x', label: '转人工' }], turn: {} },
  )
  const [one] = await casesOf(id)
  assert.ok(one)
  const { messages, labels } = await contextOf(learning, one)
  assert.deepEqual(
    messages.map(({ seq, by }) => [seq, by]),
    [1, 2, 3].map((seq) => [seq, 'customer']),
  )
  assert.match(messages[0]!.text, /\{phone\}/)
  assert.deepEqual([messages[1]!.text, messages[2]!.text, labels], ['那个啥弄好没呀', '转人工', []])
  const disputed = { ...one, disputed: true }
  await inTx((tx) => labelCase(tx, one.id, { kind: 'out-of-scope' }, by('a')))
  const known = (await contextOf(learning, disputed)).labels
  assert.deepEqual(known, [{ by: 'a', label: { kind: 'out-of-scope' } }])
})

test('open cases are grouped, a group is labelled at once, and dismissed ones leave it', async () => {
  for (const text of ['会员积分怎么兑换', '会员积分怎么兑换呀', '积分怎么兑换会员']) await newCase({ text })
  await openCaseClusters(database)()
  const cluster = (await listClusters(database, { kind: 'intent', limit: 50 })).find(({ title }) =>
    title.includes('积分'),
  )
  assert.equal(cluster?.size, 3)
  const own = await listCases(database.db, { kind: 'intent', cluster: cluster!.id, sort: 'least-sure', limit: 10 })
  await inTx((tx) => dismissCase(tx, own[0]!.id, by('a')))
  const left = (await listClusters(database, { kind: 'intent', limit: 50 })).find(({ id }) => id === cluster!.id)
  assert.equal(left?.size, 2)
  const today = (await countDays(database, 'intent', 2)).at(-1)!
  assert.ok(today.gathered > 5 && today.labelled >= 1 && today.dismissed === 1, JSON.stringify(today))
})

test('the share of cases that a second person labels is a setting', async () => {
  await inTx((tx) => writeLearningSettings(tx, { secondShare: 1 }, { actor: 'user:a', ip: '' }))
  const id = await talk({ said: '这句话谁也不懂', turn: { outcome: 'unresolved' } })
  assert.equal((await casesOf(id))[0]?.second, true)
  assert.equal((await findCaseOf(database.db, 'intent', { conversationId: id, seq: 1 }))?.text, '这句话谁也不懂')
})
