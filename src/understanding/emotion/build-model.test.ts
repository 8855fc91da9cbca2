import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BUCKETS } from '#understanding/emotion/emotion-features.ts'
import { loadLexicon } from '#understanding/emotion/load-lexicon.ts'
import { GOEMOTIONS_HASH, readGoEmotions } from '#understanding/emotion/read-goemotions.ts'
import { readExamples, readSentences, SENTENCES_FOLDER } from '#understanding/emotion/shipped-examples.ts'
import { loadWeights, quantize, WEIGHTS_FILE } from '#understanding/emotion/shipped-weights.ts'
import { OUTPUTS, trainShipped } from '#understanding/emotion/train/train-shipped.ts'

test('the Chinese weights come out the same when they are made anew', () => {
  const examples = readExamples(loadLexicon(), 'zh', [])
  assert.deepEqual(quantize(trainShipped(examples, BUCKETS.zh), OUTPUTS, BUCKETS.zh), loadWeights().zh)
})

test('no weights are made without the one file of GoEmotions', () => {
  assert.throws(() => readGoEmotions(undefined), new RegExp(GOEMOTIONS_HASH))
  assert.throws(() => readGoEmotions(`${SENTENCES_FOLDER}/none.jsonl`), /there is no/)
  assert.throws(() => readGoEmotions(WEIGHTS_FILE), new RegExp(`not ${GOEMOTIONS_HASH}`))
})

test('the sentences are at least 2000 Chinese and 500 English ones, each written once', () => {
  const [zh, en] = (['zh', 'en'] as const).map((language) => readSentences(language).map(({ text }) => text))
  assert.ok(zh!.length >= 2000 && en!.length >= 500, `${zh!.length} and ${en!.length}`)
  for (const texts of [zh!, en!]) assert.equal(new Set(texts).size, texts.length)
})
