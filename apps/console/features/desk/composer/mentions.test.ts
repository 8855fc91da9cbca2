import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWord, findPeople, mentionedIn } from './mentions.ts'

const people = [
  { id: 'lina', shown: '李娜' },
  { id: 'linan', shown: '李娜娜' },
  { id: 'amy', shown: 'Amy Chen' },
]

test('an @ opens the list at the start or after a space, not inside an address', () => {
  assert.deepEqual(atWord('@李', 2), { start: 0, word: '李' })
  assert.deepEqual(atWord('请看 @am', 6), { start: 3, word: 'am' })
  assert.equal(atWord('mail a@b', 8), null)
  assert.equal(atWord('@李娜 你好', 6), null)
})

test('people are found by any part of the name', () => {
  assert.deepEqual(
    findPeople(people, 'chen').map(({ id }) => id),
    ['amy'],
  )
  assert.equal(findPeople(people, '').length, 3)
})

test('whole names behind an @ are mentions, the longer one where two begin alike', () => {
  assert.deepEqual(mentionedIn('@李娜娜 和 @Amy Chen 看一下', people), ['linan', 'amy'])
  assert.deepEqual(mentionedIn('@李娜 @李娜 请看', people), ['lina'])
  assert.deepEqual(mentionedIn('李娜 lina@example.com', people), [])
})
