import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadIntents } from '#understanding/load-intents.ts'
import { randomTexts } from '#understanding/random-texts.ts'
import { buildUnderstand } from '#understanding/understand.ts'

test('20 000 texts nobody would write make nothing throw, and every entity lies where it says', () => {
  const { intents, terms } = loadIntents(
    ['base', 'ecommerce'].map((pack) => join(import.meta.dirname, '../../packs', pack)),
  )
  // A few examples of each intent are enough: what breaks is the reading of the text.
  const few = intents.map((intent) => ({
    ...intent,
    examples: { zh: intent.examples.zh.slice(0, 8), en: intent.examples.en.slice(0, 4) },
  }))
  const understand = buildUnderstand({ intents: few, terms })
  const next = randomTexts(
    7,
    intents.flatMap(({ examples }) => [...examples.zh, ...examples.en]),
  )
  const now = new Date('2026-11-21T04:00:00Z')
  for (let i = 0; i < 20_000; i++) {
    const text = next(i)
    const read = understand(text, { now, explain: i % 500 === 0 })
    for (const entity of [...read.entities, ...read.segments.flatMap((part) => part.entities)]) {
      assert.equal(text.slice(entity.start, entity.end), entity.text, JSON.stringify(text))
    }
    assert.ok(read.outOfScope >= 0 && read.outOfScope <= 1)
  }
})
