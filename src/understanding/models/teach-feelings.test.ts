import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { readEmotion } from '#understanding/emotion/read-emotion.ts'
import { EMOTION_CASES } from '#understanding/emotion/read-emotion-cases.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import type { Feeling } from '#understanding/models/labels/contract.ts'
import { addLabel, removeLabel } from '#understanding/models/labels/labels.ts'
import { type Models, openUnderstanding } from '#understanding/models/open-understanding.ts'
import { findRun, findVersion, listVersions } from '#understanding/models/queries.ts'
import { normalize } from '#understanding/normalize.ts'

const log = openLog('fatal')
const by = { actor: 'user:zhou', ip: '' }
const { intents } = loadIntents([`${import.meta.dirname}/../../../packs/ecommerce`])
/** What a repair shop hears all day: said of machines, not of people. */
const MACHINES = [
  '机器发火花了',
  '洗衣机又发疯一样转',
  '电视自己发疯似的换台',
  '空调闹脾气不转',
  '冰箱罢工了',
  '热水器罢工三天',
  '路由器抽风',
  '电脑又抽风了',
]

let database: Database
let tail: Tail
const opened: Models[] = []
const node = async (on: Tail = tail) => {
  const trainingSet = async () => ({ intents, terms: [] })
  const models = await openUnderstanding({ database, tail: on, log, audit: recordAudit, trainingSet, restMs: 20 })
  opened.push(models)
  return models
}
const label = (text: string, as: Feeling, level: 'low' | 'medium' | 'high' | null = null) =>
  database.transaction((tx) => addLabel(tx, recordAudit, { text, label: as, level, source: 'operator' }, by))
const forget = (id: string) => database.transaction((tx) => removeLabel(tx, recordAudit, id, by))
const feel = (models: Models, text: string) => models.understand(text, { now: new Date() }).emotion
const train = async (models: Models, release: 'never' | 'not-worse' = 'never') => {
  const run = await models.train({ kind: 'emotion', trigger: 'manual', note: '', by, release })
  await models.settled()
  const ended = (await findRun(database.db, run.id))!
  assert.equal(ended.state, 'done', ended.error ?? '')
  return { ended, stored: (await findVersion(database.db, ended.versionId!))! }
}

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

test('it begins with the shipped model as version 1, whatever intents have', async () => {
  const models = await node()
  assert.deepEqual([models.current('emotion').number, models.current('emotion').examples], [1, 0])
  assert.equal(models.current('intent').number, 1)
  for (const { texts, language } of EMOTION_CASES)
    for (const text of texts) {
      const read = models.understand(text, { now: new Date(), language })
      assert.deepEqual(read.emotion, readEmotion(read.normalized, text, read.language))
    }
})

test('what people label is read so after training and release, a like sentence too, others as before, on every node', async () => {
  const [here, otherTail] = [await node(), await openTail(database, log)]
  const there = await node(otherTail)
  const others = EMOTION_CASES.flatMap(({ texts }) => texts).slice(0, 120)
  const were = others.map((text) => feel(here, text))
  assert.notEqual(feel(here, '洗衣机又发疯一样转').label, 'neutral', 'or there is nothing to teach')
  for (const text of MACHINES) await label(text, 'neutral')
  await label('你们这样对老客户，我记住了', 'anger', 'high')
  await label('行，我记住你们了', 'anger', 'high')
  await label('这事我记住了，走着瞧', 'anger', 'high')

  const { stored } = await train(here)
  assert.deepEqual(stored.version.status, 'candidate')
  assert.equal(stored.report?.guards?.kept, true, JSON.stringify(stored.report?.guards))
  assert.equal(stored.report?.comparison?.against, 1)
  assert.ok(stored.report!.ms < 30_000)
  await here.release(stored.version.id, by)
  await otherTail.catchUp()

  for (const models of [here, there]) {
    for (const text of MACHINES) assert.equal(feel(models, text).label, 'neutral', text)
    const taught = feel(models, '行，我记住你们了')
    assert.deepEqual([taught.label, taught.level], ['anger', 'high'])
    assert.ok(taught.negative >= 0.65)
  }
  const like = feel(here, '你们公司我记住了')
  assert.equal(like.label, 'anger')
  assert.ok(
    like.because.some(({ text }) => /记|住/.test(text)),
    JSON.stringify(like.because),
  )
  const changed = others.filter((text, i) => feel(here, text).label !== were[i]!.label)
  assert.deepEqual(changed, [], 'nobody said a word of these')

  await here.rollBack(by, 'emotion')
  await otherTail.catchUp()
  assert.deepEqual(
    [here, there].map((models) => models.current('emotion').number),
    [1, 1],
  )
  assert.notEqual(feel(there, '洗衣机又发疯一样转').label, 'neutral')
  assert.equal((await node()).current('emotion').number, 1, 'a restart keeps what was rolled back to')
  await here.release(stored.version.id, by)
  assert.equal((await node()).current('emotion').id, stored.version.id, 'and what was released again')
  await otherTail.stop()
})

test('labels that would have plain questions read as anger are not released by themselves', async () => {
  const models = await node()
  const before = models.current('emotion').number
  const plain = intents
    .filter(({ id }) => !['complaint', 'abuse', 'feedback'].includes(id))
    .flatMap(({ examples }) => examples.zh)
  const ids: string[] = []
  for (const text of plain.slice(0, 50)) ids.push((await label(text, 'anger', 'high')).label.id)
  const { ended, stored } = await train(models, 'not-worse')
  const guards = stored.report!.guards!
  assert.equal(guards.kept, false)
  assert.ok(guards.plain.alarms > guards.plain.most && guards.plain.examples.length > 0, JSON.stringify(guards.plain))
  assert.equal(ended.outcome, 'candidate')
  assert.equal(models.current('emotion').number, before)
  for (const id of ids) await forget(id)
})

test('good labels are released by themselves, and the same labels make no second version', async () => {
  const models = await node()
  await label('谢谢你们把我害惨了', 'anger', 'medium')
  const { ended } = await train(models, 'not-worse')
  assert.equal(ended.outcome, 'released')
  assert.equal(feel(models, '谢谢你们把我害惨了').label, 'anger')
  assert.equal((await train(models)).ended.outcome, 'unchanged')
})

test('two versions of feelings are compared on labels that neither was trained on; kinds do not mix', async () => {
  const models = await node()
  const versions = await listVersions(database.db, { kind: 'emotion', limit: 10 })
  const comparison = await models.compare(versions[0]!.id, versions.at(-1)!.id)
  assert.deepEqual([comparison.number, comparison.against], [versions[0]!.number, 1])
  assert.ok(comparison.rows > 0)
  await assert.rejects(models.compare(versions[0]!.id, models.current('intent').id), { code: 'not_found' })
})

test('personal names of objects are no labels: a text like __proto__ is read as any other', async () => {
  const models = await node()
  for (const text of ['__proto__', 'constructor', 'toString'])
    assert.equal(feel(models, text).label, readEmotion(normalize(text), text, 'en').label)
})
