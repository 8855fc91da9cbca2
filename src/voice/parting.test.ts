import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openParting } from '#voice/parting.ts'
import { readAloud } from '#voice/reading/read-aloud.ts'
import { says } from '#voice/wording.ts'

const [QUESTION = ''] = readAloud(says('rating', 'zh'), 'zh')

/** The last words of a call by a clock that the test moves. */
function lastWords() {
  let at = 1000
  const house: string[] = []
  const rated: number[] = []
  const parting = openParting({
    clock: { now: () => at, onBeat: () => () => {}, close: () => {} },
    session: { hangUp: async () => {} },
    language: 'zh',
    house: (key) => void house.push(key),
    tell: () => {},
    rate: async (score) => {
      rated.push(score)
      return true
    },
  })
  parting.begin(true)
  return { parting, house, rated, later: (ms: number) => (at += ms) }
}

test('a score that he began to say before the question was heard is none: he is asked once more', async () => {
  const { parting, house, rated, later } = lastWords()
  const since = later(50)
  later(300)
  parting.begins(QUESTION)
  assert.equal(parting.said('两分', since), true)
  assert.deepEqual([rated, house], [[], ['rating']])
  assert.equal(parting.said('四分', later(900)), true)
  assert.deepEqual(rated, [4])
})

test('a score said into the question counts; other words do not end the call before he could hear it out', () => {
  const over = lastWords()
  over.parting.begins(QUESTION)
  over.parting.said('五分', over.later(700))
  assert.deepEqual([over.rated, over.house], [[5], []])

  const other = lastWords()
  other.parting.begins(QUESTION)
  other.parting.said('那我的包裹呢', other.later(700))
  assert.deepEqual(other.house, ['rating'])
  other.parting.said('我问的是包裹', other.later(700))
  assert.deepEqual([other.rated, other.house], [[], ['rating', 'goodbye']])
})

test('a key counts from when the question comes, and only the first answer does', () => {
  const { parting, rated } = lastWords()
  assert.equal(parting.pressed('3'), true)
  parting.pressed('1')
  assert.deepEqual(rated, [3])
})

test('what is said after the question and is no score ends the call', () => {
  const { parting, house, later } = lastWords()
  parting.begins(QUESTION)
  later(4000)
  parting.silent()
  parting.said('不用了', later(500))
  assert.deepEqual(house, ['goodbye'])
})
