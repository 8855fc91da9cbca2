import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SearchHit } from '#knowledge/contract.ts'
import { type Arm, draw, type Reward, trainBandit } from '#learning/bandit.ts'
import { chooseAnswer, FEATURES } from '#learning/choose-answer.ts'
import { estimate, firstArm } from '#learning/off-policy.ts'
import { seededRandom } from '#learning/random.ts'

const arm = (articleId: string, score: number, place = 0): Arm => ({
  articleId,
  features: [1, score, 0, 1, place === 1 ? 1 : 0, place === 2 ? 1 : 0],
})
const size = FEATURES.length
const bad = arm('bad', 0.5)
const good = arm('good', 0.45, 1)
const taught: Reward[] = Array.from({ length: 60 }, (_, i) =>
  i % 2 ? { arm: bad, reward: 0 } : { arm: good, reward: 1 },
)

test('the chances are a distribution, none below the floor, and the same seed gives the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 3 }),
      fc.string(),
      (scores, seed) => {
        const bandit = trainBandit(taught, size, { draws: 40, floor: 0.1 })
        const arms = scores.map((score, i) => arm(`a${i}`, score, i))
        const chances = bandit.chances(arms, seed)
        assert.ok(Math.abs(chances.reduce((a, b) => a + b, 0) - 1) < 1e-9)
        assert.ok(chances.every((chance) => chance >= 0.1 / arms.length - 1e-9))
        assert.deepEqual(bandit.chances(arms, seed), chances)
        assert.equal(draw(chances, seed), draw(chances, seed))
      },
    ),
    { numRuns: 50 },
  )
})

test('nothing learnt: the better score is the likelier choice; learnt: what was rewarded is', () => {
  const fresh = trainBandit([], size).chances([arm('a', 0.9), arm('b', 0.3)], 'x')
  assert.ok(fresh[0]! > fresh[1]!)
  const learnt = trainBandit(taught, size).chances([bad, good], 'x')
  assert.ok(learnt[1]! > 0.9, String(learnt))
})

test('off-policy estimates come near the truth and a choice without alternatives counts for nothing', () => {
  const random = seededRandom('test')
  const truth = [0.3, 0.7]
  const logged = Array.from({ length: 4000 }, () => {
    const chances = [0.8, 0.2]
    const chosen = random() < 0.8 ? 0 : 1
    return { arms: [bad, good], chances, chosen, reward: random() < truth[chosen]! ? 1 : 0 }
  })
  const other = estimate(logged, () => [0, 1])!
  for (const value of [other.ips, other.snips, other.doublyRobust])
    assert.ok(Math.abs(value - 0.7) < 0.06, String(value))
  assert.ok(Math.abs(estimate(logged, firstArm)!.doublyRobust - 0.3) < 0.04)
  assert.equal(estimate([{ arms: [bad, good], chances: [1, 0], chosen: 0, reward: 1 }], firstArm), null)
})

const hit = (articleId: string, score: number): SearchHit => ({
  articleId,
  score,
  title: articleId,
  body: '',
  category: '',
  products: [],
  question: '',
})

test('only close answers change places, and the scores stay with the places', () => {
  const bandit = trainBandit(taught, size)
  const { hits, choice } = chooseAnswer([hit('bad', 0.5), hit('good', 0.45), hit('far', 0.2)], 'seed', bandit, 0.35)
  assert.deepEqual(
    hits.map(({ score }) => score),
    [0.5, 0.45, 0.2],
  )
  assert.equal(hits[2]!.articleId, 'far')
  assert.equal(choice!.candidates[choice!.chosen]!.articleId, hits[0]!.articleId)
  assert.equal(chooseAnswer([hit('a', 0.7), hit('b', 0.5)], 's', bandit, 0.35).choice, null, 'not close')
  assert.equal(
    chooseAnswer([hit('a', 0.99), hit('b', 0.95)], 's', bandit, 0.35).choice,
    null,
    "the article's own words",
  )
})

test('before enough was learnt the best score comes first', () => {
  const { hits, choice } = chooseAnswer([hit('a', 0.5), hit('b', 0.49)], 'seed', null, 0.35)
  assert.deepEqual(
    [hits[0]!.articleId, choice!.chosen, choice!.candidates.map(({ chance }) => chance)],
    ['a', 0, [1, 0]],
  )
})
