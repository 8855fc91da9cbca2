import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import type { IntentExamples } from '#understanding/contract.ts'
import { addExample } from '#understanding/models/examples.ts'
import { type Models, openUnderstanding } from '#understanding/models/open-understanding.ts'
import { findRun, findVersion, listVersions } from '#understanding/models/queries.ts'

const log = openLog('fatal')
const by = { actor: 'user:zhou', ip: '' }
const intent = (id: string, zh: string[]): IntentExamples => ({
  id,
  title: { zh: id, en: id },
  examples: { zh, en: [] },
  keywords: { zh: [], en: [] },
  patterns: [],
})
const given = () => [
  intent('refund', [
    '我要退款',
    '帮我退钱',
    '申请退款',
    '钱什么时候退',
    '退款怎么还没到',
    '把钱退给我',
    '我想退款',
    '给我退款吧',
  ]),
  intent('logistics', [
    '快递到哪了',
    '查一下物流',
    '我的包裹在哪',
    '什么时候送到',
    '物流怎么不动',
    '快递几天到',
    '包裹没收到',
    '发货了吗',
  ]),
  intent('invoice', [
    '开发票',
    '我要发票',
    '发票抬头写公司',
    '怎么开票',
    '补开发票',
    '电子发票发我',
    '要一张专票',
    '发票开错了',
  ]),
]

let database: Database
let tail: Tail
let intents = given()
const opened: Models[] = []
const node = async (on: Tail = tail) => {
  const models = await openUnderstanding({
    database,
    tail: on,
    log,
    audit: recordAudit,
    trainingSet: async () => ({ intents, terms: [] }),
    restMs: 20,
  })
  opened.push(models)
  return models
}
const intentOf = (models: Models, text: string) => models.understand(text, { now: new Date() }).intents[0]?.id

before(async () => {
  database = await openTestDatabase()
  tail = await openTail(database, log)
})
afterEach(async () => {
  for (const models of opened.splice(0)) await models.stop()
})
after(async () => {
  await tail.stop()
  await database.close()
})

test('the first node trains and releases, the next one and a restart load what it released', async () => {
  const first = await node()
  assert.equal(intentOf(first, '我要退款'), 'refund')
  const second = await node()
  assert.equal(second.current().id, first.current().id)
  assert.equal(intentOf(second, '快递到哪了'), 'logistics')
  assert.equal((await listVersions(database.db, { kind: 'intent', limit: 10 })).length, 1)
})

test('a wrong intent that people correct is right after training and release, on every node, and roll-back undoes it', async () => {
  const [here, otherTail] = [await node(), await openTail(database, log)]
  const there = await node(otherTail)
  const words = '东西不对劲你们看着办吧'
  await database.transaction((tx) =>
    addExample(tx, recordAudit, { intentId: 'invoice', language: 'zh', text: words, source: 'annotation' }, by),
  )
  const run = await here.train({ trigger: 'manual', note: '', by })
  assert.equal(run.state, 'running')
  await assert.rejects(there.train({ trigger: 'manual', note: '', by }), { code: 'training_running' })
  await here.settled()
  const ended = await findRun(database.db, run.id)
  assert.deepEqual([ended?.state, ended?.outcome, ended?.progress], ['done', 'candidate', 100])
  const before = here.current()
  const stored = await findVersion(database.db, ended!.versionId!)
  assert.ok(stored?.report && stored.report.rows > 0 && stored.report.comparison?.against === before.number)

  await here.release(ended!.versionId!, by)
  assert.equal(intentOf(here, words), 'invoice')
  await otherTail.catchUp()
  assert.equal(there.current().id, ended!.versionId)
  assert.equal(intentOf(there, words), 'invoice')

  await here.rollBack(by)
  await otherTail.catchUp()
  assert.deepEqual([here.current().id, there.current().id], [before.id, before.id])
  const restarted = await node()
  assert.equal(restarted.current().id, before.id, 'a restart keeps what was rolled back to')
  await here.release(ended!.versionId!, by)
  await otherTail.stop()
})

test('nothing new is trained from the same examples', async () => {
  const models = await node()
  const run = await models.train({ trigger: 'manual', note: '', by })
  await models.settled()
  assert.equal((await findRun(database.db, run.id))?.outcome, 'unchanged')
})

test('changed articles are learnt in the background and released by themselves', async () => {
  const models = await node()
  const before = models.current().number
  intents = [...given().slice(0, 2), intent('invoice', [...given()[2]!.examples.zh, '报销凭证在哪里下载'])]
  const payload = { articleId: 'a', version: 1, what: 'published' }
  await database.transaction((tx) =>
    appendEvents(tx, [{ kind: 'article.changed', conversationId: null, customerId: null, actor: 'system', payload }]),
  )
  await waitFor(() => models.current().number > before)
  assert.equal(intentOf(models, '报销凭证在哪里下载'), 'invoice')
})

test('new intents of a pack are there when refresh resolves', async () => {
  const models = await node()
  intents = [
    ...intents,
    intent('repair', ['机器坏了要修', '预约维修', '上门修理', '修一下空调', '报修', '师傅什么时候来修']),
  ]
  await models.refresh()
  assert.equal(intentOf(models, '预约维修'), 'repair')
})

test('two versions are compared on rows that neither was trained on', async () => {
  const models = await node()
  const versions = await listVersions(database.db, { kind: 'intent', limit: 10 })
  const comparison = await models.compare(versions[0]!.id, versions.at(-1)!.id)
  assert.deepEqual([comparison.number, comparison.against], [versions[0]!.number, versions.at(-1)!.number])
  assert.ok(comparison.rows > 0 && comparison.accuracy >= 0)
  await assert.rejects(models.compare(versions[0]!.id, 'nobody'), { code: 'not_found' })
})

async function waitFor(condition: () => boolean): Promise<void> {
  const end = Date.now() + 30_000
  while (!condition()) {
    assert.ok(Date.now() < end, 'waited for 30 s')
    await new Promise((done) => setTimeout(done, 20))
  }
}
