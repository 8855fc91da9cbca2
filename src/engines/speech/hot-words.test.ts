import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hotWordsOf } from '#engines/speech/hot-words.ts'
import type { Term } from '#understanding/contract.ts'

const term = (text: string, more: Partial<Term> = {}): Term => ({ term: text, synonyms: [], language: 'zh', ...more })

test('names of products come first, once each, in the language spoken; single characters and sentences are left out', () => {
  const terms = [
    term('包邮'),
    term('青禾电饭煲', { productId: 'p1' }),
    term('rice cooker', { language: 'en' }),
    term('PLUS', { language: 'any' }),
    term('包邮'),
    term('邮'),
    term('长'.repeat(30)),
  ]
  assert.deepEqual(hotWordsOf(terms, 'zh'), ['青禾电饭煲', '包邮', 'PLUS'])
  assert.deepEqual(hotWordsOf(terms, 'en'), ['rice cooker', 'PLUS'])
  assert.equal(
    hotWordsOf(
      Array.from({ length: 500 }, (_, i) => term(`词语${i}`)),
      'zh',
    ).length,
    200,
  )
})
