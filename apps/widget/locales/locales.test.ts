import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from './en.ts'
import { zh } from './zh.ts'

const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test('both languages have the same words with the same blanks', () => {
  assert.deepEqual(Object.keys(en), Object.keys(zh))
  for (const word of Object.keys(zh) as (keyof typeof zh)[]) assert.deepEqual(blanks(en[word]), blanks(zh[word]), word)
})

test('no word is empty, and English has no Chinese in it', () => {
  for (const [word, text] of Object.entries(en)) {
    assert.ok(text.trim() && zh[word as keyof typeof zh].trim(), word)
    assert.doesNotMatch(text, /\p{Script=Han}/u, word)
  }
})
