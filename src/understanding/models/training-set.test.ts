import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holdOut } from '#understanding/models/hold-out.ts'
import { composeSet, hashOf, packSet, type TrainingSet, unpackSet } from '#understanding/models/training-set.ts'

const setOf = (zh: string[], en: string[] = []): TrainingSet => ({
  intents: [{ id: 'a', title: { zh: 'a', en: 'a' }, examples: { zh, en }, keywords: { zh: [], en: [] }, patterns: [] }],
  terms: [],
})
const row = (text: string, source: string, active = true) => ({
  intentId: 'a',
  language: 'zh' as const,
  text,
  source,
  active,
})

test('what people added is there, what they switched off is not, and unknown intents are left out', () => {
  const composed = composeSet(setOf(['一', '二']), [
    row('二', 'pack', false),
    row('三', 'operator'),
    row('四', 'annotation', false),
    { ...row('五', 'operator'), intentId: 'gone' },
  ])
  assert.deepEqual(
    composed.intents.map(({ examples }) => examples.zh),
    [['一', '三']],
  )
})

test('a pack example that was switched on again does not outlive the pack', () => {
  assert.deepEqual(composeSet(setOf([]), [row('一', 'pack')]).intents[0]!.examples.zh, [])
})

test('the hash is that of the content, whatever the order', () => {
  assert.equal(hashOf(setOf(['一', '二'])), hashOf(setOf(['二', '一'])))
  assert.notEqual(hashOf(setOf(['一'])), hashOf(setOf(['一', '二'])))
})

test('ten thousand questions of one intent are thinned to the same ones every time', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => `问题${n}`)
  const kept = composeSet(setOf(many), []).intents[0]!.examples.zh
  assert.ok(kept.length > 2500 && kept.length <= 4500, String(kept.length))
  assert.deepEqual(new Set(composeSet(setOf(many.toReversed()), []).intents[0]!.examples.zh), new Set(kept))
})

test('a held-out text stays held out when others come, and is in no training part', () => {
  const texts = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 5, maxLength: 60 })
  fc.assert(
    fc.property(texts, fc.string({ minLength: 1 }), (all, more) => {
      const { train, rows } = holdOut(setOf(all))
      const held = new Set(rows.map(({ text }) => text))
      assert.ok(train.intents[0]!.examples.zh.every((text) => !held.has(text)))
      assert.equal(train.intents[0]!.examples.zh.length + held.size, all.length)
      const later = new Set(holdOut(setOf([...all, more])).rows.map(({ text }) => text))
      for (const text of held) assert.ok(later.has(text))
    }),
  )
  assert.deepEqual(unpackSet(packSet(setOf(['一']))), setOf(['一']))
})
