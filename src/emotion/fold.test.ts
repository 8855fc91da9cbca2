import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type EmotionSignal, emotionLabel } from '#emotion/contract.ts'
import { CALM_MOOD, curveOf, fold, type Mood, type Observed, stateOf, WINDOW } from '#emotion/fold.ts'

const START = Date.parse('2026-05-01T08:00:00Z')
const signal: fc.Arbitrary<EmotionSignal> = fc
  .record({
    n: fc.integer({ min: 1, max: 40 }),
    at: fc.integer({ min: 0, max: 3_600_000 }),
    source: fc.constantFrom('text' as const, 'voice' as const, 'face' as const),
    label: fc.constantFrom(...emotionLabel.options),
    intensity: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 1, noNaN: true }),
    signs: fc.record({ exclaims: fc.nat(4), asks: fc.nat(4), shouts: fc.boolean() }),
    sketch: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 8 }),
  })
  .map(({ n, at, ...rest }) => ({ ...rest, key: `${rest.source}:${n}`, seq: n, at: START + at, words: [] }))
const distinct = fc.uniqueArray(signal, { selector: ({ key }) => key, maxLength: 30 })
const observed: fc.Arbitrary<Observed[]> = fc
  .tuple(distinct, fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 5 }))
  .map(([signals, answers]) => [
    ...signals.map((one) => ({ signal: one })),
    ...answers.map((at) => ({ answeredAt: START + at })),
  ])
const all = (given: Observed[]): Mood => given.reduce(fold, CALM_MOOD)
const END = START + 3_600_000

test('every number of a state is within its bounds, and no more is remembered than counts', () =>
  fc.assert(
    fc.property(observed, fc.integer({ min: 0, max: 10_000_000 }), (given, later) => {
      const mood = all(given)
      const state = stateOf(mood, END + later)
      for (const value of [state.score, state.negativeRatio]) assert.ok(value >= 0 && value <= 1)
      assert.ok(mood.signals.length <= WINDOW)
      assert.ok(state.because.length <= 6)
    }),
  ))

test('the order in which observations arrive makes no difference', () =>
  fc.assert(
    fc.property(
      observed.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, shuffled]) => assert.deepEqual(all(shuffled), all(given)),
    ),
  ))

test('the same observations once more change nothing', () =>
  fc.assert(
    fc.property(observed, (given) => assert.deepEqual([...given, ...given].reduce(fold, CALM_MOOD), all(given))),
  ))

test('the more negative a signal, the more negative the state', () =>
  fc.assert(
    fc.property(distinct, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (signals, which, more) => {
      fc.pre(signals.length > 0)
      const i = which % signals.length
      const worse = signals.map((one, k) =>
        k === i ? { ...one, intensity: one.intensity + (1 - one.intensity) * more } : one,
      )
      const of = (them: EmotionSignal[]) => stateOf(all(them.map((one) => ({ signal: one }))), END)
      assert.ok(of(worse).score >= of(signals).score - 0.001)
      assert.ok(of(worse).negativeRatio >= of(signals).negativeRatio)
    }),
  ))

test('whoever was answered and says no more cools down', () =>
  fc.assert(
    fc.property(distinct, fc.nat(7_200_000), fc.nat(7_200_000), (signals, soon, later) => {
      const mood = all([...signals.map((one) => ({ signal: one })), { answeredAt: END }])
      assert.ok(stateOf(mood, END + soon + later).score <= stateOf(mood, END + soon).score)
    }),
  ))

const text = (seq: number, intensity: number, more: Partial<EmotionSignal> = {}): EmotionSignal => ({
  key: `text:${seq}`,
  source: 'text',
  at: START + seq * 60_000,
  seq,
  label: intensity >= 0.3 ? 'anger' : 'neutral',
  intensity,
  weight: 1,
  words: [],
  ...more,
})
const after = (signals: EmotionSignal[], minutes = 0, answered = true) =>
  stateOf(
    all([...signals.map((one) => ({ signal: one })), ...(answered ? [{ answeredAt: signals.at(-1)!.at + 1 }] : [])]),
    signals.at(-1)!.at + minutes * 60_000,
  )

test('a customer who turns angry is told from one who calms down', () => {
  const worse = after([text(1, 0), text(2, 0.2), text(3, 0.6), text(4, 0.9)])
  assert.deepEqual([worse.label, worse.trend, worse.negativeRatio], ['anger', 'rising', 0.5])
  const better = after([text(1, 0.9), text(2, 0.7), text(3, 0.1), text(4, 0)])
  assert.deepEqual([better.trend, better.level], ['falling', 'none'])
})

test('waiting for an answer makes it worse, and the state says so', () => {
  const said = [text(1, 0.3), text(2, 0.5)]
  const waiting = after(said, 8, false)
  assert.ok(waiting.score > after(said, 8).score)
  assert.ok(waiting.because.some(({ kind }) => kind === 'waiting'))
})

test('the same question again counts, as do capitals', () => {
  const sketch = [1, 2, 3, 4, 5, 6, 7, 8]
  const asked = after([text(1, 0.2, { sketch }), text(2, 0.2, { sketch })])
  assert.ok(asked.because.some(({ kind }) => kind === 'repeat'))
  assert.ok(asked.score > after([text(1, 0.2), text(2, 0.2)]).score)
  const shouted = after([text(1, 0.5, { signs: { exclaims: 0, asks: 0, shouts: true } })])
  assert.ok(shouted.score > after([text(1, 0.5)]).score)
})

test('the curve ends where the state is', () => {
  const signals = [text(1, 0.1), text(2, 0.5), text(3, 0.8)]
  const curve = curveOf(signals)
  assert.deepEqual(
    curve.map(({ seq }) => seq),
    [1, 2, 3],
  )
  assert.equal(curve.at(-1)!.score, after(signals).score)
})
