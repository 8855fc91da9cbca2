import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinNetworks, openNetwork, trainNetwork } from '#understanding/network.ts'

/** Features 0 and 1 are of class 0, 2 and 3 of class 1, 4 and 5 of class 2; beyond them each example has one of its own. */
const COMMON = 6
const COUNT = 30
const examples = Array.from({ length: COUNT }, (_, i) => {
  const label = i % 3
  const at = Int32Array.from([label * 2, label * 2 + 1, COMMON + i])
  return { vector: { at, value: new Float32Array(3).fill(0.577) }, label, key: i * 7919 }
})
const names = Int32Array.from({ length: COMMON + COUNT }, (_, i) => i * 104729)
const network = trainNetwork(examples, 3, names)
const vector = (...at: number[]) => ({ at: Int32Array.from(at), value: new Float32Array(at.length).fill(1) })
const chances = (...at: number[]) => Array.from(openNetwork(network)(vector(...at)), Math.exp)

test('each class is found by what its examples have in common, and the chances sum to one', () => {
  for (const label of [0, 1, 2]) {
    const found = chances(label * 2, label * 2 + 1)
    assert.ok(found[label]! > 0.8, `${found}`)
    assert.ok(Math.abs(found.reduce((a, b) => a + b) - 1) < 1e-3)
  }
})

test('what one example alone has tells nothing', () => {
  assert.deepEqual(chances(COMMON), chances())
  const again = trainNetwork([...examples, { ...examples[0]!, key: 5 }], 3, names)
  assert.notDeepEqual(openNetwork(again)(vector(COMMON)), openNetwork(again)(vector()))
})

test('the order of the examples changes nothing', () => {
  assert.deepEqual(trainNetwork(examples.toReversed(), 3, names), network)
})

test('joined networks say the mean of what each says, but for a number that is the same for every class', () => {
  const other = trainNetwork(examples.slice(6), 3, names)
  for (const asked of [vector(0, 3), vector(2, COMMON + 7), vector()]) {
    const [one, two] = [network, other].map((own) => openNetwork(own)(asked)) as [Float32Array, Float32Array]
    const apart = openNetwork(joinNetworks([network, other]))(asked).map((own, c) => own - (one[c]! + two[c]!) / 2)
    assert.ok(Math.max(...apart) - Math.min(...apart) < 0.05, `${apart}`)
  }
})
