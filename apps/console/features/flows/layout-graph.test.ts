import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { edgeKey, layoutGraph, NODE, type Placed } from './layout-graph.ts'

const graph = (text: string) => {
  const edges = text.split(' ').map((pair) => ({ from: pair[0] ?? '', to: pair[1] ?? '', label: '' }))
  return { nodes: [...new Set(edges.flatMap((edge) => [edge.from, edge.to]))].map((id) => ({ id })), edges }
}
const at = (placed: Placed[], id: string) => placed.find((one) => one.id === id) ?? assert.fail(id)

test('a step stands below everything that leads to it, also on the longer way', () => {
  const placed = layoutGraph(graph('ab bc ac cd')).nodes
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((id) => at(placed, id).layer),
    [0, 1, 2, 3],
  )
})

test('a way back does not push the beginning down', () => {
  const placed = layoutGraph(graph('ab bc ca')).nodes
  assert.equal(at(placed, 'a').layer, 0)
  assert.equal(at(placed, 'c').layer, 2)
})

test('a line over several layers runs beside the steps it passes', () => {
  const { nodes, bends } = layoutGraph(graph('ab bc cd ad'))
  const lanes = bends.get(edgeKey('a', 'd')) ?? assert.fail('no lanes')
  assert.equal(lanes.length, 2)
  for (const lane of lanes) {
    const passed = nodes.find((node) => node.y === lane.y) ?? assert.fail('no step beside the lane')
    assert.ok(lane.x < passed.x || lane.x > passed.x + NODE.width)
  }
})

test('branches do not cross when they need not', () => {
  const placed = layoutGraph(graph('ax ay xp yq')).nodes
  assert.equal(at(placed, 'x').x < at(placed, 'y').x, at(placed, 'p').x < at(placed, 'q').x)
})

test('whatever the graph, every step is placed once and no two overlap', () => {
  const letters = 'abcdefgh'.split('')
  const edge = fc.record({
    from: fc.constantFrom(...letters, 'missing'),
    to: fc.constantFrom(...letters),
    label: fc.constant(''),
  })
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 24 }), (edges) => {
      const { nodes: placed } = layoutGraph({ nodes: letters.map((id) => ({ id })), edges })
      assert.deepEqual(placed.map((one) => one.id).sort(), letters)
      for (const one of placed)
        for (const other of placed)
          assert.ok(one === other || one.y !== other.y || Math.abs(one.x - other.x) >= NODE.width)
    }),
  )
})
