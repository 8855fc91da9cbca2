import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edgeKey } from './layout-graph.ts'
import { walkedPath } from './walked-path.ts'

const turn = (...path: string[]) => ({ position: '1.1', at: '', kind: 'turn.decided', actor: 'bot', payload: { path } })

test('steps are numbered over all turns, one that was waited on counts once, other flows are left out', () => {
  const path = walkedPath(
    [turn('refund@2/ask', 'other@1/x'), turn('refund@2/ask', 'refund@2/confirm'), turn('refund@2/ask')],
    'refund',
  )
  assert.deepEqual(
    [...path.order],
    [
      ['ask', [1, 3]],
      ['confirm', [2]],
    ],
  )
  assert.deepEqual([...path.edges], [edgeKey('ask', 'confirm'), edgeKey('confirm', 'ask')])
})

test('a conversation that never came here has an empty path', () => {
  assert.equal(walkedPath([turn('a@1/b')], 'refund').order.size, 0)
})
