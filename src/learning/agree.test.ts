import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agree } from '#learning/agree.ts'
import type { CaseLabel } from '#learning/contract.ts'

const intent = (intentId: string): CaseLabel => ({ kind: 'intent', intentId })
const row = (first: CaseLabel, second: CaseLabel) => ({ first, second, firstBy: 'a', secondBy: 'b' })

test("Cohen's kappa is the textbook's", () => {
  // 20 both yes, 15 both no, 5 yes/no, 10 no/yes: po 0.7, pe 0.5, kappa 0.4.
  const rows = [
    ...Array.from({ length: 20 }, () => row(intent('yes'), intent('yes'))),
    ...Array.from({ length: 15 }, () => row(intent('no'), intent('no'))),
    ...Array.from({ length: 5 }, () => row(intent('yes'), intent('no'))),
    ...Array.from({ length: 10 }, () => row(intent('no'), intent('yes'))),
  ]
  const { cases, agreed, kappa, pairs } = agree(rows)
  assert.deepEqual([cases, agreed, kappa], [50, 35, 0.4])
  assert.deepEqual(pairs, [{ first: 'a', second: 'b', cases: 50, agreed: 35, kappa: 0.4 }])
})

test('one case tells nothing, and only one label ever is full agreement', () => {
  assert.equal(agree([row(intent('x'), intent('x'))]).kappa, null)
  assert.equal(agree([row(intent('x'), intent('x')), row(intent('x'), intent('x'))]).kappa, 1)
  assert.equal(agree([]).cases, 0)
})

test('labels of different kinds differ even where their ids are the same', () => {
  const rows = [row(intent('x'), { kind: 'article', articleId: 'x' }), row({ kind: 'out-of-scope' }, intent('x'))]
  assert.equal(agree(rows).agreed, 0)
})
