import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trainIntentModel } from '#understanding/intent-model.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { holdOut } from '#understanding/models/hold-out.ts'
import { buildUnderstand } from '#understanding/understand.ts'

test('one more label moves the sentences like it, and leaves the others where they were', () => {
  const { intents, terms } = loadIntents(['packs/base', 'packs/ecommerce'])
  const chosen = intents.filter(({ examples }) => examples.zh.length >= 10).slice(0, 12)
  const { train, rows } = holdOut({ intents: chosen, terms })
  const added = { id: 'complaint', text: '你们这服务简直太让人失望了' }
  assert.ok(chosen.some(({ id }) => id === added.id))
  const labelled = train.intents.map((intent) =>
    intent.id === added.id
      ? { ...intent, examples: { ...intent.examples, zh: [...intent.examples.zh, added.text] } }
      : intent,
  )
  const now = new Date(0)
  const [before, after] = [train, { ...train, intents: labelled }].map((set) => {
    const understand = buildUnderstand({ ...set, model: trainIntentModel(set) })
    return (text: string) => understand(text, { now }).intents[0]!
  }) as [(text: string) => { id: string; confidence: number }, (text: string) => { id: string; confidence: number }]
  assert.ok(after(added.text).confidence > before(added.text).confidence)
  const moved = rows.filter(({ text }) => before(text).id !== after(text).id)
  assert.ok(moved.length <= rows.length * 0.02, `${moved.length} of ${rows.length}`)
  const shift = rows.reduce((sum, { text }) => {
    const [was, is] = [before(text), after(text)]
    return sum + (was.id === is.id ? Math.abs(was.confidence - is.confidence) : 0)
  }, 0)
  assert.ok(shift / rows.length < 0.01, `${shift / rows.length}`)
})
