import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GraphNode, NodeKind } from '../../../../src/knowledge/graph/contract.ts'
import { layOut, NODE } from './lay-out.ts'

const node = (id: string, kind: NodeKind): GraphNode => ({
  ...{ id, kind, ref: id, title: id, titleEn: '', data: {}, x: 0, y: 0 },
})

test('each kind has its column and no two nodes overlap', () => {
  const nodes = [node('p', 'product'), node('a', 'fault_code'), node('b', 'fault_code'), node('z', 'part')]
  const places = layOut(nodes, [{ from: 'p', to: 'a', kind: 'has_fault' }])
  assert.equal(places.get('a')?.x, places.get('b')?.x)
  assert.ok((places.get('z')?.x ?? 0) - (places.get('a')?.x ?? 0) > NODE.width)
  assert.ok(Math.abs((places.get('a')?.y ?? 0) - (places.get('b')?.y ?? 0)) > NODE.height)
})

test('what is joined stands at the same height, so that lines do not cross', () => {
  const nodes = [node('1', 'product'), node('2', 'product'), node('a', 'part'), node('b', 'part')]
  const places = layOut(nodes, [
    { from: '1', to: 'b', kind: 'needs_part' },
    { from: '2', to: 'a', kind: 'needs_part' },
  ])
  assert.equal(places.get('b')?.y, places.get('1')?.y)
  assert.equal(places.get('a')?.y, places.get('2')?.y)
})
