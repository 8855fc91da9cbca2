import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { correct, fitCurve, type Judged, logits, softmax } from '#understanding/calibrate.ts'
import { randomFrom } from '#understanding/random.ts'

const STACK = Float64Array.of(1)

/** Rows whose best class claims more than comes true: right as often as half of the claimed log-odds would have it. */
function boastful(count: number): Judged[] {
  const random = randomFrom(7)
  return Array.from({ length: count }, (_, key) => {
    const lead = random() * 6
    const claimed = softmax(logits(STACK, [Float32Array.of(lead, 0, 0)]))[0]!
    const true_ = 1 / (1 + Math.exp(-0.5 * Math.log(claimed / (1 - claimed))))
    return { evidence: [Float32Array.of(lead, 0, 0)], label: random() < true_ ? 0 : 1, key }
  })
}

const gapOf = (rows: Judged[], claim: (row: Judged) => number) => {
  const steps = Array.from({ length: 10 }, () => ({ claimed: 0, right: 0 }))
  for (const row of rows) {
    const own = claim(row)
    const step = steps[Math.min(9, Math.floor(own * 10))]!
    step.claimed += own
    step.right += row.label === 0 ? 1 : 0
  }
  return steps.reduce((sum, { claimed, right }) => sum + Math.abs(claimed - right), 0) / rows.length
}

test('what is claimed too loudly is told as it comes true, on rows that did not teach it', () => {
  const rows = boastful(4000)
  const curve = fitCurve(rows.slice(0, 2000), STACK)
  const asked = rows.slice(2000)
  const plain = (row: Judged) => softmax(logits(STACK, row.evidence))[0]!
  assert.ok(Math.abs(curve.slope - 0.5) < 0.1, `slope ${curve.slope}`)
  assert.ok(gapOf(asked, plain) > 0.06)
  assert.ok(gapOf(asked, (row) => correct(softmax(logits(STACK, row.evidence)), curve)[0]!) < 0.03)
})

test('a handful of rows leaves the claims nearly as they are', () => {
  const { slope, shift } = fitCurve(boastful(3), STACK)
  assert.ok(Math.abs(slope - 1) < 0.4 && Math.abs(shift) < 0.4, `${slope}, ${shift}`)
})

test('corrected chances stay chances: none beyond the best one, their order kept', () => {
  const chances = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 8 })
  const curves = fc.record({
    slope: fc.double({ min: 0.2, max: 3, noNaN: true }),
    shift: fc.double({ min: -3, max: 3, noNaN: true }),
  })
  fc.assert(
    fc.property(chances, curves, (scores, curve) => {
      const before = softmax(Float64Array.from(scores))
      const after = correct(before, curve)
      const most = Math.max(...after)
      for (const [i, own] of after.entries()) {
        assert.ok(own >= 0 && own <= 1 && own <= most)
        for (const [j, other] of after.entries()) if (before[i]! > before[j]!) assert.ok(own >= other)
      }
      assert.equal(after[before.indexOf(Math.max(...before))], most)
    }),
  )
})
