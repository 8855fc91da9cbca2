import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { PEAK_LIMITS, policyRules } from '#desk/routing/contract.ts'
import { STARTING_RULES } from '#desk/routing/starting-policy.ts'
import { shiftThresholds } from '#dialogue/shift-thresholds.ts'
import { openStage, type Stage } from '#dialogue/testing.ts'
import { THRESHOLDS } from '#dialogue/turn.ts'

let shift: Parameters<typeof shiftThresholds>[1] = null
let stage: Stage
before(async () => {
  stage = await openStage({ thresholds: () => shiftThresholds(THRESHOLDS, shift) })
})
beforeEach(() => {
  shift = null
})
after(() => stage.close())

const ODD = '它听得见狗叫吗？'
/** Just below and just above the answer threshold, once what the intents doubt has been taken off. */
const CLOSE = 0.73
const ENOUGH = 0.76
/** Two messages that nothing can be made of, then a question that two articles come near. */
async function ask(score: number) {
  const talk = stage.talk('c-lin')
  talk.knows(ODD, { articleId: 'near', body: '听得见。', score })
  talk.knows(ODD, { articleId: 'next', score: 0.68 })
  for (const text of ['呜哩呜哩', '哔哔巴巴']) assert.equal((await talk.say(text)).outcome, 'unresolved')
  return { talk, heard: await talk.say(ODD) }
}

test('a question that would be handed over is answered while the answer threshold is lowered', async () => {
  const usual = await ask(CLOSE)
  assert.deepEqual([usual.heard.outcome, usual.heard.handOver?.reason], ['handed-over', 'circuit-breaker'])
  shift = { answer: -0.05, patience: 0 }
  const peak = await ask(CLOSE)
  assert.deepEqual([peak.heard.outcome, peak.heard.handOver], ['answered', null])
  assert.match(peak.heard.text, /听得见/)
})

test('a question that would be answered is handed over while the answer threshold is raised', async () => {
  assert.equal((await ask(ENOUGH)).heard.outcome, 'answered')
  shift = { answer: 0.05, patience: 0 }
  assert.equal((await ask(ENOUGH)).heard.outcome, 'handed-over')
})

test('a raised hand-over threshold lets the bot try on, and a lowered one calls a person sooner', async () => {
  shift = { answer: 0, patience: 2 }
  const { talk, heard } = await ask(CLOSE)
  assert.equal(heard.outcome, 'unresolved')
  assert.equal((await talk.say(ODD)).outcome, 'unresolved')
  assert.equal((await talk.say(ODD)).outcome, 'handed-over')
  shift = { answer: 0, patience: -2 }
  assert.equal((await stage.talk('c-lin').say('呜哩呜哩')).outcome, 'handed-over')
})

test('whatever is moved by however much, a choice is no answer, a person stays in reach, and nothing moved is nothing', () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true })
  const some = fc.record({
    answer: fc.double({ min: -1, max: 1, noNaN: true }),
    patience: fc.integer({ min: -9, max: 9 }),
  })
  fc.assert(
    fc.property(score, score, some, (one, other, by) => {
      const usual = {
        answer: Math.max(one, other),
        answerAskBack: Math.min(one, other),
        patience: THRESHOLDS.patience,
      }
      const moved = shiftThresholds(usual, by)
      assert.ok(moved.answer >= usual.answerAskBack && moved.answer <= Math.max(0.95, usual.answer))
      assert.ok(moved.patience >= 1 && moved.patience <= 6)
      assert.equal(moved.answerAskBack, usual.answerAskBack)
      assert.deepEqual(shiftThresholds(usual, null), usual)
    }),
  )
})

test('a policy that moves the bot further than the limits is refused', () => {
  const tried = (peak: object) =>
    policyRules.safeParse({ ...STARTING_RULES, peak: { ...STARTING_RULES.peak, ...peak } }).success
  const { answer, patience } = PEAK_LIMITS
  assert.deepEqual([tried({ answer: -answer, patience: patience.most }), tried({ answer })], [true, true])
  assert.deepEqual([tried({ answer: -answer - 0.01 }), tried({ answer: answer + 0.01 })], [false, false])
  assert.deepEqual(
    [tried({ patience: patience.least - 1 }), tried({ patience: patience.most + 1 }), tried({ patience: 0.5 })],
    [false, false, false],
  )
})
