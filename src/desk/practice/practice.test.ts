import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { type PracticeLine, type RunState, type Scenario, TEMPERS } from '#desk/practice/contract.ts'
import { answer, begin, end, type Heard, wait } from '#desk/practice/engine.ts'
import { loadScenarios } from '#desk/practice/load-scenarios.ts'
import { scoreRun } from '#desk/practice/score-run.ts'

const scenarios = loadScenarios(join(import.meta.dirname, '../../../packs'))
const of = (id: string): Scenario => scenarios.find((one) => one.id === `base.${id}`)!
const QUIET: Heard = { banned: [], negative: 0 }

/** Plays what an agent says, each after so many seconds. */
function play(scenario: Scenario, language: 'zh' | 'en', said: readonly string[], pause = 15, heard = QUIET) {
  let now = 1_000_000
  const first = begin(scenario, language, now)
  let state: RunState = first.state
  const transcript: PracticeLine[] = [...first.lines]
  for (const text of said) {
    now += pause * 1000
    const turn = answer(scenario, state, text, heard, language, now)
    state = turn.state
    transcript.push(...turn.lines)
  }
  return { state, transcript, score: scoreRun(scenario, end(scenario, state), transcript) }
}

const GOOD: Record<string, { zh: string[]; en: string[] }> = {
  'calm-invoice': {
    zh: [
      '您好，我是客服小李，可以补开。请问订单号是多少？',
      '请问发票抬头和税号？',
      '请问发到哪个邮箱？',
      '好的，已为您提交开票申请。',
      '1 个工作日内会发送到您的邮箱。',
      '不客气，祝您生活愉快，再见。',
    ],
    en: [
      'Hello, this is Li. Of course. What is the order number?',
      'What name should be on the invoice?',
      'Which e-mail shall we send it to?',
      "I've submitted the request.",
      'It comes within one working day.',
      'You are welcome. Have a nice day, goodbye.',
    ],
  },
  'angry-broken': {
    zh: [
      '您好王先生，非常抱歉，第三次出问题是我们的责任。请您提供订单号，我马上处理。',
      '请问具体是什么现象？',
      '明白，太不应该了。您可以选择全额退款，或者换一台新的。',
      '我马上为您提交退款，7 天内原路到账。',
      '上门取件，运费由我们承担，不用您出。',
      '感谢您的理解，祝您生活愉快。',
    ],
    en: [
      'Hello Mr Wang, I am very sorry, a third failure is our fault. Could you give me the order number?',
      'What exactly is wrong with it?',
      'I understand. You can have the full refund, or a new one, whichever you like.',
      "I'll refund it right now, within 7 days it is back.",
      'We pick it up free of charge, shipping is on us.',
      'Thank you for your patience. Goodbye.',
    ],
  },
}

test('there is a customer of every temper, and every script is whole in both languages', () => {
  assert.deepEqual([...new Set(scenarios.map(({ temper }) => temper))].sort(), [...TEMPERS].sort())
  assert.equal(new Set(scenarios.map(({ id }) => id)).size, scenarios.length)
})

for (const [id, said] of Object.entries(GOOD))
  for (const language of ['zh', 'en'] as const)
    test(`${id} is solved in ${language} by asking, doing and saying it kindly`, () => {
      const { state, score } = play(of(id), language, said[language])
      assert.equal(state.status, 'solved', JSON.stringify(state))
      assert.ok(score.total >= 85, JSON.stringify(score))
      assert.ok(state.mood > of(id).mood)
    })

test('banned and unfriendly words drive an angry customer away, and nothing is earned', () => {
  const heard = { banned: ['不归我管'], negative: 0.9 }
  const { state, score } = play(of('angry-broken'), 'zh', ['不归我管', '不归我管', '不归我管'], 15, heard)
  assert.equal(state.status, 'left')
  assert.equal(score.outcome, 0)
  assert.ok(score.wording < 40 && score.total < 40)
})

test('the same words after long silences leave a worse mood and fewer marks for time', () => {
  const quick = play(of('calm-invoice'), 'zh', GOOD['calm-invoice']!.zh, 15)
  const slow = play(of('calm-invoice'), 'zh', GOOD['calm-invoice']!.zh, 200)
  assert.ok(slow.state.mood < quick.state.mood)
  assert.ok(slow.score.time < quick.score.time)
})

test('who acts before he asked is told so, and the step is not done', () => {
  const { state } = play(of('calm-invoice'), 'zh', ['您好，已为您提交开票申请'])
  assert.deepEqual(state.done, [])
})

test('asking again what was told annoys and is told', () => {
  const { transcript } = play(of('calm-invoice'), 'zh', ['请问订单号是多少？', '请问订单号是多少？'])
  assert.ok(transcript.at(-2)!.moves.some(({ why }) => why === 'asked-again'))
  assert.equal(transcript.at(-1)!.text, of('calm-invoice').lines.repeated.zh)
})

test('a waiting customer calls out once for each time his patience ends, and leaves at last', () => {
  const scenario = of('anxious-parcel')
  let { state } = begin(scenario, 'zh', 0)
  assert.equal(wait(scenario, state, 'zh', 10_000).lines.length, 0)
  for (let i = 1; i < 40 && state.status === 'open'; i++) state = wait(scenario, state, 'zh', i * 45_000).state
  assert.equal(state.status, 'left')
})

test('an elderly customer cannot follow long sentences', () => {
  const long =
    '您好，请您先确认一下设备指示灯的状态，然后在控制面板上找到复位按钮，长按三秒直到指示灯熄灭，如果还亮请断电之后重新启动设备再观察一下指示灯的状态变化情况'
  const { transcript } = play(of('elderly-remote'), 'zh', [long])
  assert.ok(transcript.find(({ who }) => who === 'agent')!.moves.some(({ why }) => why === 'too-long'))
})

test('whatever is said, moods and marks keep their bounds, a closed practice stays closed, and steps are never undone', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(...GOOD['angry-broken']!.zh, ...GOOD['calm-invoice']!.zh, ...GOOD['calm-invoice']!.en),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...scenarios),
      fc.array(fc.tuple(text, fc.nat({ max: 400 }), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 15 }),
      (scenario, said) => {
        let now = 0
        let { state, lines } = begin(scenario, 'zh', now)
        const transcript = [...lines]
        for (const [words, pause, negative] of said) {
          now += pause * 1000
          const before = state
          ;({ state, lines } = answer(scenario, state, words, { banned: [], negative }, 'zh', now))
          transcript.push(...lines)
          assert.ok(state.mood >= 0 && state.mood <= 100)
          assert.ok(before.done.every((id) => state.done.includes(id)))
          if (before.status !== 'open') assert.equal(state, before)
        }
        const score = scoreRun(scenario, end(scenario, state), transcript)
        for (const mark of [score.total, score.time, score.steps, score.wording, score.outcome])
          assert.ok(Number.isInteger(mark) && mark >= 0 && mark <= 100)
      },
    ),
    { numRuns: 80 },
  )
})
