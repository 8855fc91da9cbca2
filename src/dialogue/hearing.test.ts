import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DialogueState, type Expectation, type Flow, flow } from '#dialogue/contract.ts'
import { hearingOf } from '#dialogue/hearing.ts'
import { initialState } from '#dialogue/state.ts'

const both = (text: string) => ({ zh: text, en: text })
const returns: Flow = flow.parse({
  id: 'returns',
  version: 1,
  title: both('退货'),
  slots: {
    reason: {
      kind: 'enum',
      title: both('原因'),
      options: [
        { value: 'broken', label: both('坏了'), words: ['破了'] },
        { value: 'other', label: both('其他') },
      ],
    },
    phone: { kind: 'phone', title: both('手机') },
    address: { kind: 'address', title: both('地址') },
  },
  steps: [
    {
      kind: 'collect',
      id: 'ask',
      slots: ['reason', 'phone', 'address'],
      ask: both('？'),
      voice: { barge_in: 'keys', end_silence_ms: 700 },
    },
    { kind: 'end', id: 'done' },
  ],
})

function asking(expects: Expectation | null): DialogueState {
  const frame = { flow: 'returns', version: 1, step: 'ask', slots: {}, results: {}, misses: 0, opening: '' }
  const rest = { mentions: [], reopened: null, confirmed: null, replaying: false, done: {}, called: false }
  return { ...initialState('zh'), stack: [{ ...frame, ...rest }], expects }
}

test('what is asked tells how the answer is heard', () => {
  const of = (expects: Expectation | null) => hearingOf([returns], asking(expects))
  assert.equal(of({ kind: 'confirm' }).expects, 'yes-no')
  assert.ok(of({ kind: 'confirm' }).phrases.includes('是的'))
  assert.deepEqual(of({ kind: 'slot', slot: 'reason' }).phrases, ['坏了', '破了', '其他'])
  assert.deepEqual(
    [of({ kind: 'slot', slot: 'phone' }).expects, of({ kind: 'slot', slot: 'phone' }).digits],
    ['digits', 11],
  )
  assert.equal(of({ kind: 'slot', slot: 'address' }).expects, 'long')
  assert.equal(of(null).expects, 'anything')
  const options = [{ value: '1', label: '蓝色杯子' }]
  assert.deepEqual(of({ kind: 'candidates', slot: null, options }).phrases, ['蓝色杯子'])
})

test('a step may say itself how its answer is heard', () => {
  const { own } = hearingOf([returns], asking({ kind: 'slot', slot: 'reason' }))
  assert.deepEqual([own.bargeIn, own.endSilenceMs], ['keys', 700])
})
