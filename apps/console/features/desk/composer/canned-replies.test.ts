import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CannedReply } from '../../../../../src/desk/contract.ts'
import { findReplies, slashWord } from './canned-replies.ts'

const reply = (shortcut: string, title: string, body: string, language: 'zh' | 'en' = 'zh'): CannedReply => ({
  id: `${shortcut}-${language}`,
  shortcut,
  title,
  body,
  language,
  ownerId: null,
  updatedAt: '',
})

test('a slash opens the list at the start of the text or after a space, not inside a word or an address', () => {
  assert.deepEqual(slashWord('/hel', 4), { start: 0, word: 'hel' })
  assert.deepEqual(slashWord('您好 /退', 5), { start: 3, word: '退' })
  assert.equal(slashWord('https://a', 9), null)
  assert.equal(slashWord('and/or', 6), null)
  assert.equal(slashWord('/hello there', 12), null)
})

test('short names come before titles and the customer’s language before the other', () => {
  const replies = [
    reply('bye', 'Hello again', 'x', 'en'),
    reply('hello', 'Greeting', 'x', 'en'),
    reply('hello', '问候', '您好'),
  ]
  assert.deepEqual(
    findReplies(replies, 'hel', 'zh').map((found) => found.id),
    ['hello-zh', 'hello-en', 'bye-en'],
  )
  assert.deepEqual(findReplies(replies, 'nothing like it', 'zh'), [])
})
