import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FailureCase, Suggestion } from '#learning/contract.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Evaluation, ModelVersion, TrainingRun } from '#understanding/models/contract.ts'
import { openChat } from '../harness/chat-client.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

/** Words that no pack knows for it. */
const WORDS = '把那玩意儿给俺麻溜弄走得了'
const MEANT = 'cancel_order'

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
before(async () => {
  server = await startInProcess(KIND)
  chief = await signIn(server.url, 'admin')
})
after(() => server?.stop())

type Page<T> = { items: T[]; nextCursor: string | null }
const models = async () => (await chief.http<Page<ModelVersion>>('/api/models')).items
const released = async () => (await models()).find(({ status }) => status === 'released')!

/** Says it as a new visitor; gives where it stands and what it was taken for. */
async function say(text: string): Promise<{ conversationId: string; seq: number; intent: string | undefined }> {
  const chat = await openChat(server.url)
  const { conversationId, seq } = await chat.say(text, { wait: true })
  const { items } = await chief.http<Page<LedgerEvent>>(`/api/conversations/${conversationId}/events?limit=50`)
  const turn = items.find((event) => event.kind === 'turn.decided' && event.payload.seq === seq)
  const intents = turn?.payload.intents as { id: string }[] | undefined
  return { conversationId, seq, intent: intents?.[0]?.id }
}

async function train(): Promise<{ version: ModelVersion & { report: Evaluation | null }; run: TrainingRun }> {
  const { id } = await chief.http<TrainingRun>('/api/training/runs', { body: {} })
  const run = () => chief.http<TrainingRun>(`/api/training/runs/${id}`)
  await waitFor(async () => (await run()).state !== 'running', 'the training ends', 180_000)
  const ended = await run()
  assert.equal(ended.state, 'done', ended.error ?? '')
  return { run: ended, version: await chief.http(`/api/models/${ended.versionId}`) }
}

test('a wrong intent is corrected, learnt, released without a restart, and rolled back', async () => {
  const first = await say(WORDS)
  assert.notEqual(first.intent, MEANT)
  const corrected = await chief.http<FailureCase>(
    `/api/conversations/${first.conversationId}/messages/${first.seq}/intent`,
    { body: { intentId: MEANT } },
  )
  assert.deepEqual([corrected.text, corrected.status], [WORDS, 'labelled'])
  const before = await released()

  const { run, version } = await train()
  assert.equal(run.outcome, 'candidate')
  assert.equal((await say(WORDS)).intent, first.intent, 'a candidate does not answer')
  const { report } = version
  assert.ok(report && report.rows > 50 && report.accuracy > 0.5, JSON.stringify(report)?.slice(0, 200))
  assert.equal(report.comparison?.against, before.number)
  assert.ok(report.comparison.worseCount <= report.rows / 50, 'nothing else got worse')

  await chief.http(`/api/models/${version.id}/release`, { body: {} })
  assert.equal((await say(WORDS)).intent, MEANT)
  await chief.http('/api/models/roll-back', { body: {} })
  assert.equal((await released()).id, before.id)
  assert.equal((await say(WORDS)).intent, first.intent)
})

test('what the bot could not make sense of comes up for labelling with likely labels', async () => {
  const { conversationId } = await say('嘟噜嘟噜啥玩意儿哦')
  const list = () => chief.http<Page<FailureCase>>('/api/learning/cases?status=open')
  await waitFor(async () => (await list()).items.some((one) => one.conversationId === conversationId), 'a case', 60_000)
  const next = await chief.http<{ case: FailureCase; suggestions: Suggestion[]; open: number }>('/api/learning/next', {
    body: {},
  })
  assert.ok(next.case && next.open >= 1 && next.suggestions.length >= 3)
  const label = { kind: 'out-of-scope' }
  const done = await chief.http<FailureCase>(`/api/learning/cases/${next.case.id}/label`, { body: { label } })
  assert.equal(done.status, 'labelled')
  const search = `/api/intents/out_of_scope/examples?source=annotation&q=${encodeURIComponent(next.case.text)}`
  assert.equal((await chief.http<Page<{ id: string }>>(search)).items.length, 1)
  await chief.http(`/api/learning/cases/${next.case.id}/undo`, { body: {} })
  assert.equal((await chief.http<Page<{ id: string }>>(search)).items.length, 0)
})

test('an unknown intent is refused as a label', async () => {
  const { conversationId, seq } = await say('随便说一句试试看')
  const path = `/api/conversations/${conversationId}/messages/${seq}/intent`
  await assert.rejects(chief.http(path, { body: { intentId: 'nobody' } }), { code: 'bad_request' })
  await assert.rejects(
    chief.http(`/api/conversations/${conversationId}/messages/999/intent`, { body: { intentId: MEANT } }),
    {
      code: 'not_found',
    },
  )
})
