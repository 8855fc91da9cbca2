import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPath } from './read-path.ts'

test('steps are gathered by flow in the order they were walked', () => {
  const path = ['order-status@3/ask-order', 'order-status@3/look-up', 'change-address@1/confirm', 'order-status@3/say']
  assert.deepEqual(readPath({ path, intent: 'order_status', confidence: 0.9, articleId: null }), {
    intent: 'order_status',
    confidence: 0.9,
    articleId: null,
    flows: [
      { id: 'order-status', steps: ['ask-order', 'look-up'] },
      { id: 'change-address', steps: ['confirm'] },
      { id: 'order-status', steps: ['say'] },
    ],
  })
})

test('an odd payload is an empty path, not an error', () => {
  assert.deepEqual(readPath({ path: [3, 'nonsense', null], confidence: 'high' }), {
    intent: null,
    confidence: 0,
    articleId: null,
    flows: [],
  })
})
