import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IntentExamples } from '#understanding/contract.ts'
import { decompose } from '#understanding/decompose.ts'
import { learnWords, openIntentModel, packModel, trainIntentModel, unpackModel } from '#understanding/intent-model.ts'

const PLACES = ['kitchen', 'bathroom', 'hall', 'cellar', 'attic', 'garage', 'garden', 'office', 'porch', 'balcony']
const THINGS = ['vase', 'plate', 'mirror', 'lamp', 'clock', 'bowl', 'jar', 'frame', 'mug', 'glass']
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const from = (list: string[], i: number) => list[i % list.length]!

/** Two worlds whose words never meet: what is broken or shattered, and who sings or hums. */
const texts = times(1200, (i) => {
  const verb = from(i % 2 ? ['broken', 'shattered', 'cracked'] : ['sings', 'hums', 'whistles'], i >> 1)
  const filler = `w${(i * 37) % 400} v${(i * 53) % 390}`
  return i % 2
    ? `the ${from(THINGS, i >> 2)} arrived ${verb} in its box ${filler}`
    : `grandmother ${verb} softly near the ${from(PLACES, i >> 2)} window ${filler}`
})
const intent = (id: string, en: string[]): IntentExamples => ({
  id,
  title: { zh: id, en: id },
  examples: { zh: [], en },
  keywords: { zh: [], en: [] },
  patterns: [],
})
const intents = [
  intent('damaged', ['it is broken', 'all of it broken', 'broken again', 'so broken']),
  intent('music', ['she sings', 'all day she sings', 'sings again', 'so she sings']),
]
const read = (text: string) => ({ normalized: text, masked: text })
const words = learnWords(texts)

test('a word that no example has is understood by the company it keeps', () => {
  const bare = openIntentModel(trainIntentModel({ intents, terms: [] }))
  const taught = openIntentModel(trainIntentModel({ intents, terms: [], words }))
  const chance = (classify: typeof bare, text: string, id: string) =>
    classify(read(text)).intents.find((one) => one.id === id)!.confidence
  const unseen = { shattered: 'damaged', cracked: 'damaged', hums: 'music', whistles: 'music' }
  let gained = 0
  for (const [text, id] of Object.entries(unseen)) {
    assert.equal(taught(read(text)).intents[0]?.id, id, text)
    gained += chance(taught, text, id) - chance(bare, text, id)
  }
  assert.ok(gained > 0.2, `${gained}`)
})

/** The same two worlds in Chinese, whose words are always of two characters. */
const han = (i: number) => String.fromCodePoint(0x5000 + (i % 400))
const chinese = times(1200, (i) => {
  const filler = `${han(i * 37)}${han(i * 53 + 7)}`
  return i % 2
    ? `杯子寄来就${from(['破损', '碎裂', '损坏'], i >> 1)}了${filler}`
    : `奶奶在窗边${from(['唱歌', '哼曲', '歌唱'], i >> 1)}呢${filler}`
})

test('a character that stood only inside of words is understood by itself', () => {
  const both = learnWords(chinese)!
  const zh = (id: string, examples: string[]) => ({ ...intent(id, []), examples: { zh: examples, en: [] } })
  const set = [
    zh('damaged', ['破损', '都破损', '又破损', '破损呀']),
    zh('music', ['唱歌', '都唱歌', '又唱歌', '唱歌呀']),
  ]
  const [taught, wordsAlone] = [both, { ...both, characters: null }].map((words) =>
    openIntentModel(trainIntentModel({ intents: set, terms: [], words })),
  )
  const alone = Object.entries({ 碎: 'damaged', 裂: 'damaged', 哼: 'music', 曲: 'music' })
  const right = (classify: typeof taught) => alone.filter(([text, id]) => classify!(read(text)).intents[0]?.id === id)
  assert.equal(right(taught).length, 4)
  assert.ok(right(wordsAlone).length < 4, 'words alone cannot tell')
})

test('few texts say nothing of what words mean', () => {
  assert.equal(learnWords(texts.slice(0, 500)), null)
})

test('the same texts give the same vectors, which travel with the model', () => {
  assert.deepEqual(learnWords(texts), words)
  const model = trainIntentModel({ intents, terms: [], words })
  const packed = openIntentModel(unpackModel(packModel(model)))
  assert.deepEqual(packed(read('shattered')), openIntentModel(model)(read('shattered')))
})

test('the largest directions of a matrix give it back', () => {
  // Two rows of ones and fours that share no column: of rank two, with singular values 3 × 1 and 3 × 4.
  const columns = times(6, (row) => (row < 3 ? [0, 1, 2] : [3, 4, 5])).flat()
  const values = Float32Array.from(times(18, (i) => (i < 9 ? 1 : 4)))
  const rows = { rows: 6, start: Int32Array.from([0, 3, 6, 9, 12, 15, 18]), columns: Int32Array.from(columns), values }
  const found = decompose(rows, 2)
  const dot = (a: number, b: number) => found[a * 2]! * found[b * 2]! + found[a * 2 + 1]! * found[b * 2 + 1]!
  for (const [a, b, wanted] of [
    [0, 1, 1],
    [3, 5, 4],
    [0, 3, 0],
  ] as const) {
    assert.ok(Math.abs(dot(a, b) - wanted) < 0.01, `${a} ${b}: ${dot(a, b)}`)
  }
})
