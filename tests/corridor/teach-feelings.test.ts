import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Alert } from '#emotion/alerts/contract.ts'
import type { EmotionPoint, EmotionState } from '#emotion/contract.ts'
import type { FailureCase, MessageFeeling, Suggestion } from '#learning/contract.ts'
import type { Evaluation, ModelVersion, TrainingRun } from '#understanding/models/contract.ts'
import type { EmotionLabel, LabelImport, Labelled } from '#understanding/models/labels/contract.ts'
import { openChat } from '../harness/chat-client.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

/** What it is read as, though it is said of a machine that shakes. */
const READ = 'dissatisfaction'
const WORDS = '洗衣机疯了一样转'
const LIKE = '机器疯了一样地转'

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
before(async () => {
  server = await startInProcess(KIND)
  chief = await signIn(server.url, 'admin')
})
after(() => server?.stop())

type Page<T> = { items: T[]; nextCursor: string | null }
type Curve = { emotion: EmotionState | null; curve: EmotionPoint[] }
const labels = async (query = '') => (await chief.http<Page<EmotionLabel>>(`/api/emotion-labels?${query}`)).items
const curveOf = (id: string) => chief.http<Curve>(`/api/conversations/${id}/emotion`)

async function say(text: string): Promise<{ id: string; path: string; seq: number }> {
  const chat = await openChat(server.url)
  const { conversationId: id, seq } = await chat.say(text, { wait: true })
  await waitFor(async () => (await curveOf(id)).curve.some((point) => point.seq === seq), 'the message is read')
  return { id, seq, path: `/api/conversations/${id}/messages/${seq}/emotion` }
}
const felt = async (text: string) => chief.http<MessageFeeling>((await say(text)).path)

async function importFile(
  text: string | Buffer,
): Promise<{ status: number; body: LabelImport & { error?: { code: string } } }> {
  const form = new FormData()
  form.append('file', new Blob([text as string]), 'labels.csv')
  const answer = await fetch(`${server.url}/api/emotion-labels/import`, {
    method: 'POST',
    body: form,
    headers: chief.headers,
  })
  return { status: answer.status, body: (await answer.json()) as LabelImport }
}

async function train() {
  const { id } = await chief.http<TrainingRun>('/api/training/runs', { body: { kind: 'emotion', note: '' } })
  const run = () => chief.http<TrainingRun>(`/api/training/runs/${id}`)
  await waitFor(async () => (await run()).state !== 'running', 'the training ends', 120_000)
  const ended = await run()
  assert.equal(ended.state, 'done', ended.error ?? '')
  return chief.http<ModelVersion & { report: Evaluation | null }>(`/api/models/${ended.versionId}`)
}

test('what an agent corrects shows in the curve at once, is learnt, released, and rolled back', async () => {
  const first = await say(WORDS)
  const read = await chief.http<MessageFeeling>(first.path)
  assert.equal(read.label, READ)
  assert.equal(read.said, null)
  assert.ok((await curveOf(first.id)).emotion!.score > 0.3)

  const { label, before } = await chief.http<Labelled>(first.path, { body: { label: 'neutral' } })
  assert.deepEqual(
    [label.text, label.label, label.readAs, label.source, before],
    [WORDS, 'neutral', READ, 'desk', null],
  )
  const calm = await curveOf(first.id)
  assert.deepEqual([calm.curve[0]!.label, calm.curve[0]!.because[0]?.kind], ['neutral', 'person'])
  assert.ok(calm.emotion!.score < 0.1)

  const version = await train()
  assert.deepEqual([version.kind, version.status, version.report?.guards?.kept], ['emotion', 'candidate', true])
  assert.equal((await felt(WORDS)).label, READ, 'a candidate does not read')
  await chief.http(`/api/models/${version.id}/release`, { body: {} })
  assert.deepEqual([(await felt(WORDS)).label, (await felt(LIKE)).label], ['neutral', 'neutral'])
  assert.equal((await felt('你们客服是疯了吗，骗子')).label, 'anger')
  const kinds = await chief.http<Page<ModelVersion>>('/api/models?kind=intent')
  assert.ok(kinds.items.every(({ kind }) => kind === 'intent'))
  await chief.http('/api/models/roll-back', { body: { kind: 'emotion' } })
  assert.equal((await felt(WORDS)).label, READ)

  await chief.http(first.path, { method: 'DELETE' })
  assert.deepEqual(await labels(), [])
  const again = await curveOf(first.id)
  assert.deepEqual([again.curve[0]!.label, again.curve[0]!.because[0]?.kind], [READ, 'word'])
  await assert.rejects(chief.http(first.path, { method: 'DELETE' }), { code: 'not_found' })
})

test('labels hold no personal data, are there once, changed and taken back', async () => {
  const body = { text: '我是王芳，电话 13912345678，你们骗我', label: 'anger', level: 'high' }
  const { label } = await chief.http<Labelled>('/api/emotion-labels', { body })
  assert.doesNotMatch(label.text, /13912345678/)
  assert.equal(label.language, 'zh')
  const { before } = await chief.http<Labelled>('/api/emotion-labels', { body: { ...body, label: 'disappointment' } })
  assert.equal(before?.label, 'anger')
  assert.equal((await labels()).length, 1)
  const changed = await chief.http<Labelled>(`/api/emotion-labels/${label.id}`, {
    method: 'PATCH',
    body: { label: 'neutral' },
  })
  assert.deepEqual([changed.label.label, changed.label.level], ['neutral', null])
  await chief.http(`/api/emotion-labels/${label.id}`, { method: 'DELETE' })
  await assert.rejects(chief.http(`/api/emotion-labels/${label.id}`, { method: 'DELETE' }), { code: 'not_found' })
  await assert.rejects(chief.http('/api/emotion-labels', { body: { ...body, label: 'fury' } }), { code: 'bad_request' })
  await assert.rejects(chief.http('/api/emotion-labels', { body: { ...body, text: '13912345678' } }), {
    code: 'bad_request',
  })
})

test('a file of labels is taken in row by row, and comes out as it went in', async () => {
  const rows = [
    '文本,情绪',
    '又在转圈,平静',
    '"等了半天, 没人理",不满',
    ',愤怒',
    '好用,开森',
    '12345,高兴',
    'you again,angry',
    '又在转圈,焦虑',
  ]
  const { body } = await importFile(rows.join('\r\n'))
  assert.deepEqual(
    { ...body, problems: body.problems.map(({ row, why }) => [row, why]) },
    {
      ...{ added: 3, changed: 0, same: 1 },
      problems: [
        [4, 'no-text'],
        [5, 'unknown-emotion'],
        [6, 'no-words'],
      ],
    },
  )
  const taken = Object.fromEntries((await labels()).map((one) => [one.text, `${one.label} ${one.language}`]))
  assert.deepEqual(taken, { 'you again': 'anger en', '等了半天, 没人理': 'dissatisfaction zh', 又在转圈: 'anxiety zh' })
  assert.equal((await labels('label=anger')).length, 1)
  assert.equal((await labels(`q=${encodeURIComponent('没人')}`)).length, 1)
  const file = await (await fetch(`${server.url}/api/emotion-labels/export`, { headers: chief.headers })).text()
  const back = await importFile(file)
  assert.deepEqual([back.body.added, back.body.changed, back.body.same], [0, 0, 3])
  assert.equal((await importFile('a,b\n1,2')).body.error?.code, 'labels_unreadable')
  assert.equal((await importFile(Buffer.from([80, 75, 3, 4, 0, 0]))).status, 415)
  const counts = await chief.http<{ total: number; sinceTraining: number }>('/api/emotion-labels/counts')
  assert.deepEqual(counts.total, 3)
})

test('who may not, cannot; what is no message of a customer has no feeling', async () => {
  const agent = await signIn(server.url, 'lina')
  const { id, path } = await say('你们再不处理我就投诉')
  await assert.rejects(agent.http('/api/emotion-labels'), { code: 'forbidden' })
  await assert.rejects(agent.http('/api/emotion-labels', { body: { text: 'abc', label: 'joy' } }), {
    code: 'forbidden',
  })
  await assert.rejects(agent.http('/api/training/runs', { body: { kind: 'emotion' } }), { code: 'forbidden' })
  const operator = await signIn(server.url, 'qiu')
  await assert.rejects(operator.http(path, { body: { label: 'neutral' } }), { code: 'forbidden' })
  for (const seq of [2, 999])
    await assert.rejects(
      chief.http(`/api/conversations/${id}/messages/${seq}/emotion`, { body: { label: 'neutral' } }),
      { code: 'not_found' },
    )
  await assert.rejects(chief.http(path, { body: { label: 'neutral', level: 'huge' } }), { code: 'bad_request' })
})

const feelingCases = async (query = '') =>
  (await chief.http<Page<FailureCase>>(`/api/learning/cases?kind=emotion&limit=100&${query}`)).items

test('a false alarm comes up for labelling; the label is one of the feelings, and taken back it is gone', async () => {
  const chat = await openChat(server.url)
  for (const text of ['你们这帮骗子！！', '我要骂人了，骗子！！']) await chat.say(text, { wait: true })
  const { conversationId, seq } = await chat.say('气死我了，打13912345678退钱！！', { wait: true })
  const found = async () =>
    (await chief.http<Page<Alert>>('/api/alerts?state=open')).items.find((one) => one.conversationId === conversationId)
  await waitFor(async () => (await found()) !== undefined, 'an alert')
  const alert = (await found())!
  await chief.http(`/api/alerts/${alert.id}/act`, { body: { what: 'close', reason: 'false-alarm' } })
  const own = async () =>
    (await feelingCases('reason=false-alarm')).filter((one) => one.conversationId === conversationId)
  await waitFor(async () => (await own()).length > 0, 'a case', 60_000)
  assert.ok((await own()).some((one) => one.seq === alert.raisedSeq))
  assert.doesNotMatch(JSON.stringify(await own()), /13912345678/)
  assert.ok(seq >= alert.raisedSeq!)

  const operator = await signIn(server.url, 'qiu')
  const next = await operator.http<{ case: FailureCase; suggestions: Suggestion[] }>('/api/learning/next', {
    body: { kind: 'emotion' },
  })
  assert.deepEqual([next.case.kind, next.suggestions[0]?.from], ['emotion', 'model'])
  const { id, text } = (await own())[0]!
  const path = `/api/learning/cases/${id}`
  await assert.rejects(operator.http(`${path}/label`, { body: { label: { kind: 'out-of-scope' } } }), {
    code: 'bad_request',
  })
  const label = { kind: 'emotion', emotion: 'disappointment', level: 'low' }
  await operator.http(`${path}/label`, { body: { label } })
  const search = `source=annotation&q=${encodeURIComponent(text)}`
  assert.deepEqual(
    (await labels(search)).map((one) => [one.label, one.level, one.readAs]),
    [['disappointment', 'low', 'anger']],
  )
  await operator.http(`${path}/undo`, { body: {} })
  assert.deepEqual(await labels(search), [])
  const agent = await signIn(server.url, 'lina')
  await assert.rejects(agent.http(`${path}/label`, { body: { label } }), { code: 'forbidden' })
})

test('what an agent puts right is a case with its label, and no case any more when he takes it back', async () => {
  const { id, seq, path } = await say('你们的机器抽风了一样')
  const own = async () =>
    (await feelingCases()).filter((one) => one.conversationId === id && one.reasons.includes('agent-correction'))
  await chief.http(path, { body: { label: 'neutral' } })
  const [one] = await own()
  assert.deepEqual(
    [one?.seq, one?.status, one?.label],
    [seq, 'labelled', { kind: 'emotion', emotion: 'neutral', level: null }],
  )
  await chief.http(path, { method: 'DELETE' })
  assert.deepEqual(
    (await own()).filter(({ status }) => status !== 'open'),
    [],
  )
})
