import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GraphNode, NodeKind } from '../../../../src/knowledge/graph/contract.ts'
import { edgeBetween } from './edge-between.ts'

const node = (kind: NodeKind): GraphNode => ({
  ...{ id: kind, kind, ref: kind, title: kind, titleEn: '', data: {}, x: 0, y: 0 },
})

test('a line drawn either way becomes the edge that the kinds allow', () => {
  const edge = { from: 'product', to: 'fault_code', kind: 'has_fault' }
  assert.deepEqual(edgeBetween(node('product'), node('fault_code')), edge)
  assert.deepEqual(edgeBetween(node('fault_code'), node('product')), edge)
  assert.deepEqual(edgeBetween(node('part'), node('fault_code')), {
    ...{ from: 'fault_code', to: 'part', kind: 'needs_part' },
  })
})

test('kinds that have nothing to do with each other are not joined', () => {
  assert.equal(edgeBetween(node('video'), node('part')), null)
  assert.equal(edgeBetween(node('product'), node('product')), null)
  assert.equal(edgeBetween(node('product'), undefined), null)
})
