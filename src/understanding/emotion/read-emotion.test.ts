import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inputsHash } from '#understanding/emotion/inputs-hash.ts'
import { POLARITY } from '#understanding/emotion/labels.ts'
import { loadLexicon } from '#understanding/emotion/load-lexicon.ts'
import { readEmotion, readReview } from '#understanding/emotion/read-emotion.ts'
import { EMOTION_CASES } from '#understanding/emotion/read-emotion-cases.ts'
import { loadWeights } from '#understanding/emotion/shipped-weights.ts'
import { normalize } from '#understanding/normalize.ts'

const read = (text: string, language: 'zh' | 'en') => readEmotion(normalize(text), text, language)

for (const { language, feeling, texts } of EMOTION_CASES) {
  for (const text of texts) {
    test(`"${text}" is ${feeling}`, () => {
      const { label } = read(text, language)
      const polarity = ['negative', 'neutral', 'positive'][POLARITY[label] + 1]
      assert.ok(feeling === label || feeling === polarity, `${label} instead`)
    })
  }
}

test('stress, punctuation and capitals raise the level', () => {
  const order = ['none', 'low', 'medium', 'high']
  const level = (text: string, language: 'zh' | 'en') => order.indexOf(read(text, language).level)
  assert.ok(level('太失望了！！！', 'zh') > level('有点失望', 'zh'))
  assert.ok(level('THIS IS TERRIBLE!!!', 'en') > level('it is a bit disappointing', 'en'))
})

test('it names the words and where they stand in the original', () => {
  const text = '你們客服態度惡劣，我要投訴'
  const { because } = read(text, 'zh')
  assert.ok(because.some((reason) => reason.text === '態度惡劣'))
  for (const { start, end, text: word } of because) assert.equal(text.slice(start, end), word)
})

test('any string gives an emotion with offsets that fit, and always the same one', () => {
  const language = fc.constantFrom('zh' as const, 'en' as const)
  const words = fc.array(
    fc.constantFrom('不', '没有', '太', '骗子', '很好', '😡', 'NOT ', 'good', '!!!', 'İ', '\u0000', '[怒]'),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    words.map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, language, (original, spoken) => {
      const emotion = read(original, spoken)
      for (const { start, end, text: word } of emotion.because) assert.equal(original.slice(start, end), word)
      assert.ok(emotion.negative >= 0 && emotion.negative <= 1)
      assert.deepEqual(read(original, spoken), emotion)
      const review = readReview(normalize(original), original, spoken)
      assert.ok(review >= 0 && review <= 1)
    }),
    { numRuns: 500 },
  )
})

test('the weights were made from the lexicon, the sentences and the code as they are', () => {
  assert.equal(loadWeights().inputs, inputsHash(), 'run node src/understanding/emotion/build-model.ts GOEMOTIONS.jsonl')
})

test('the lexicon has at least 1500 Chinese and 800 English entries', () => {
  const { zh, en } = loadLexicon().size
  assert.ok(zh >= 1500 && en >= 800, `${zh} and ${en}`)
})
