import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inScope } from '#knowledge/in-scope.ts'

test('what is likely none of our business takes from the chance of an article, the more the likelier it is', () => {
  const chances = [0, 0.1, 0.2, 0.3, 0.4, 1].map((outside) => inScope(0.7, outside))
  assert.deepEqual(chances.slice(0, 2), [0.7, 0.7])
  for (let n = 2; n < chances.length; n++) assert.ok(chances[n]! < chances[n - 1]!)
  assert.ok(chances.at(-1)! < 0.2)
})

test("an article's own question is never doubted", () => {
  assert.equal(inScope(0.99, 0.99), 0.99)
  assert.ok(inScope(0.98, 0.99) < 0.9)
})
