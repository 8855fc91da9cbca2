import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AssistFact, FEATURES } from '#desk/assist/contract.ts'
import { editDistance, judge } from '#desk/assist/feedback.ts'
import { openLearntRanker } from '#desk/assist/learn.ts'
import { lessonsOf, openRanker } from '#desk/assist/ranker.ts'
import { checkWording, replaceWording, type WordingRule } from '#packs/contract.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { openTail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'

const at = (name: (typeof FEATURES)[number]) => FEATURES.indexOf(name)
const featuresWith = (values: Partial<Record<(typeof FEATURES)[number], number>>): number[] =>
  FEATURES.map((name) => (name === 'constant' ? 1 : (values[name] ?? 0)))
const script = { kind: 'script' as const, refId: 'base.anger', features: featuresWith({ script: 1, score: 0.65 }) }
const answer = { kind: 'answer' as const, refId: 'a1', features: featuresWith({ answer: 1, score: 0.8 }) }

test('what agents use again and again comes to stand before what they pass over', () => {
  const ranker = openRanker()
  assert.ok(ranker.chance(answer) > ranker.chance(script), 'at first the better score stands first')
  for (let i = 0; i < 12; i++) {
    ranker.learn({ ...script, reward: 1, weight: 1 })
    ranker.learn({ ...answer, reward: 0, weight: 0.4 })
  }
  assert.ok(ranker.chance(script) > ranker.chance(answer))
})

test('one odd choice turns nothing over', () => {
  const ranker = openRanker()
  const good = { ...answer, features: featuresWith({ answer: 1, score: 0.95, asked: 1 }) }
  ranker.learn({ ...good, reward: 0, weight: 1 })
  const other = { ...script, refId: 'other', features: featuresWith({ script: 1, score: 0.3 }) }
  assert.ok(ranker.chance(good) > ranker.chance(other))
})

test('the same lessons in the same order give the same ranker, and every chance is one', () => {
  const lesson = fc.record({
    refId: fc.constantFrom('a', 'b', 'c'),
    features: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: FEATURES.length,
      maxLength: FEATURES.length,
    }),
    reward: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(lesson, { maxLength: 60 }), (lessons) => {
      const [one, other] = [openRanker(), openRanker()]
      for (const each of lessons) {
        one.learn({ ...each, kind: 'answer', weight: 1 })
        other.learn({ ...each, kind: 'answer', weight: 1 })
      }
      assert.deepEqual(one.weights(), other.weights())
      const chance = one.chance(answer)
      assert.ok(chance >= 0 && chance <= 1)
    }),
    { numRuns: 60 },
  )
})

test('a text sent as it was counts as used, a changed one as edited by how much, another one as rejected', () => {
  const inserted = '您好，包裹预计明天送达，请您留意电话。'
  assert.equal(judge(inserted, inserted).what, 'used')
  const edited = judge(inserted, '林女士您好，包裹预计明天下午送达，请您留意电话。')
  assert.equal(edited.what, 'edited')
  assert.ok(edited.distance > 0.05 && edited.distance < 0.5)
  assert.equal(judge(inserted, '好').what, 'rejected')
  assert.equal(judge(inserted, null).what, 'rejected')
})

test('the distance of two texts is none to itself, the same both ways, and never more than all', () => {
  const text = fc.string({ maxLength: 40, unit: 'grapheme' })
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(editDistance(a, a), 0)
      assert.equal(editDistance(a, b), editDistance(b, a))
      assert.ok(editDistance(a, b) >= 0 && editDistance(a, b) <= 1)
    }),
    { numRuns: 80 },
  )
})

const fact = (values: Partial<AssistFact>): AssistFact => ({
  ...{ conversationId: 'c', seq: 1, suggestionId: 's', kind: 'script', refId: 'base.anger', rank: 2 },
  ...{ features: script.features, above: [answer], distance: 0, ...values },
})

test('a fact teaches what was taken and what was passed over for it; one of an older shape teaches nothing', () => {
  assert.deepEqual(
    lessonsOf('assist.used', fact({})).map(({ refId, reward }) => [refId, reward]),
    [
      ['base.anger', 1],
      ['a1', 0],
    ],
  )
  assert.deepEqual(
    lessonsOf('assist.rejected', fact({})).map(({ refId, reward }) => [refId, reward]),
    [['base.anger', 0]],
  )
  assert.equal(lessonsOf('assist.used', fact({ features: [1, 2], above: [] })).length, 0)
})

test('a node that starts later has learnt the same from the ledger as one that listened all the time', async () => {
  const database = await openTestDatabase()
  const log = openLog('silent')
  const tail = await openTail(database, log)
  const early = await openLearntRanker({ database, tail })
  for (let i = 0; i < 5; i++)
    await database.transaction((tx) =>
      appendEvents(tx, [
        { kind: 'assist.used', conversationId: 'c', customerId: null, actor: 'user:lina', payload: fact({ seq: i }) },
      ]),
    )
  await tail.catchUp()
  const late = await openLearntRanker({ database, tail })
  assert.equal(early.lessons(), 10)
  assert.deepEqual(late.weights(), early.weights())
  assert.ok(late.weights()[at('script')]! > openRanker().weights()[at('script')]!)
  await tail.stop()
  await database.close()
})

const rule = (values: Partial<WordingRule>): WordingRule => ({
  ...{ id: 'r', pack: 'base', kind: 'banned', pattern: '保证没问题', reason: { zh: '不得保证', en: 'no promises' } },
  ...{ text: { zh: '以规定为准', en: 'by the rules' }, categories: [], severity: 'refuse', ...values },
})

test('banned wording is found with its place, and one click says it better', () => {
  const text = '您放心。这个保证没问题，马上办。'
  const [finding] = checkWording([rule({})], text, 'zh')
  assert.deepEqual([finding!.text, finding!.severity, finding!.reason], ['保证没问题', 'refuse', '不得保证'])
  assert.equal(replaceWording(text, finding!), '您放心。这个以规定为准，马上办。')
  const sentence = checkWording([rule({ text: { zh: '我来查一下。', en: 'x' } })], text, 'zh')[0]!
  assert.equal(replaceWording(text, sentence), '您放心。我来查一下。')
  assert.deepEqual(checkWording([rule({ kind: 'fixed' })], text, 'zh'), [])
})

test('whatever is replaced, the rule finds nothing more there', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (before, after) => {
      const text = `${before}保证没问题${after}`
      const [finding] = checkWording([rule({})], text, 'zh')
      assert.equal(checkWording([rule({})], replaceWording(text, finding!), 'zh').length, 0)
    }),
    { numRuns: 60 },
  )
})
