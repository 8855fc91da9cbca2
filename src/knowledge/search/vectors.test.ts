import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRandom } from '#knowledge/search/random.ts'
import { openVectors } from '#knowledge/search/vectors.ts'

const SIZE = 32
const random = openRandom(7)
function unit(): Float32Array {
  const vector = Float32Array.from({ length: SIZE }, () => random() - 0.5)
  const length = Math.hypot(...vector)
  return vector.map((one) => one / length)
}
/** A vector close to another. */
const beside = (vector: Float32Array) => vector.map((one) => one + (random() - 0.5) * 0.05)
const nearest = (near: Map<string, number>) => [...near].sort(([, a], [, b]) => b - a)[0]?.[0]

test('of few and of many vectors the nearest article is found', () => {
  for (const count of [50, 3000]) {
    const vectors = openVectors()
    const known = Array.from({ length: count }, unit)
    for (const [i, vector] of known.entries()) vectors.put(`a-${i}`, [vector])
    for (let i = 0; i < count; i += Math.ceil(count / 40))
      assert.equal(nearest(vectors.nearest(beside(known[i]!))), `a-${i}`)
  }
})

test('a vector of nothing in particular is nearer to none than chance would have it', () => {
  const vectors = openVectors()
  for (let i = 0; i < 500; i++) vectors.put(`a-${i}`, [unit()])
  const ahead = Array.from({ length: 30 }, () => Math.max(...vectors.nearest(unit()).values()))
  assert.ok(ahead.reduce((sum, one) => sum + one, 0) / ahead.length < 0.5, `${ahead}`)
})

test('what is taken out or replaced leaves no trace, and the others stay', () => {
  const vectors = openVectors()
  const known = Array.from({ length: 200 }, () => [unit(), unit(), unit()])
  for (const [i, own] of known.entries()) vectors.put(`a-${i}`, own)
  for (let i = 0; i < 200; i += 2) vectors.remove(`a-${i}`)
  vectors.put('a-1', [known[0]![0]!])
  assert.equal(vectors.count(), 99 * 3 + 1)
  assert.equal(nearest(vectors.nearest(beside(known[0]![0]!))), 'a-1')
  for (let i = 3; i < 200; i += 2) {
    assert.equal(nearest(vectors.nearest(beside(known[i]![2]!))), `a-${i}`)
    assert.deepEqual([...vectors.of(`a-${i}`, 1)!], [...known[i]![1]!])
  }
})

test('a vector left out is not found', () => {
  const vectors = openVectors()
  const [a, b] = [unit(), unit()]
  vectors.put('a', [a, b])
  vectors.put('c', [unit()])
  const all = vectors.nearest(a).get('a')!
  assert.ok(vectors.nearest(a, { articleId: 'a', nth: 0 }).get('a')! < all)
})

test('vectors of another model replace those of the one before', () => {
  const vectors = openVectors()
  vectors.put('a', [unit()])
  vectors.put('b', [Float32Array.of(1, 0, 0)])
  assert.equal(vectors.count(), 1)
  assert.equal(vectors.nearest(unit()).size, 0)
  vectors.remove('a')
  assert.equal(nearest(vectors.nearest(Float32Array.of(1, 0, 0))), 'b')
})
