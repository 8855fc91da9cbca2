import type { PracticeLine, PracticeScore, RunState, Scenario } from '#desk/practice/contract.ts'
import { EMPATHY, GOODBYE, GREETS } from '#desk/practice/engine.ts'

const WEIGHTS = { time: 0.2, steps: 0.3, wording: 0.25, outcome: 0.25 }
/** A mood below this called for kind words. */
const LOW = 50

/** Marks for a practice conversation that is over. Pure. */
export function scoreRun(scenario: Scenario, state: RunState, transcript: readonly PracticeLine[]): PracticeScore {
  const own = transcript.filter(({ who }) => who === 'agent')
  const times = transcript.map(({ at }) => Date.parse(at))
  const seconds = Math.round((Math.max(...times, state.startedAt) - state.startedAt) / 1000)
  const pauses = transcript.flatMap(({ who, at }, i) =>
    who === 'agent' && i > 0 ? [(Date.parse(at) - Date.parse(transcript[i - 1]!.at)) / 1000] : [],
  )
  const facts: PracticeScore['facts'] = {
    ...{ seconds, slowest: Math.round(Math.max(0, ...pauses)), turns: own.length, mood: Math.round(state.mood) },
    ...{ stepsDone: state.done.length, stepsWanted: scenario.steps.length },
    banned: own.reduce((sum, { banned }) => sum + banned.length, 0),
    harsh: countMoves(own, 'harsh'),
    empathy: own.filter(({ text }) => EMPATHY.test(text)).length,
    greeted: own[0] !== undefined && GREETS.test(own[0].text),
    saidGoodbye: own.slice(-2).some(({ text }) => GOODBYE.test(text)),
  }
  const marks = {
    time: timeMark(scenario, facts),
    steps: stepsMark(scenario, own, facts),
    wording: wordingMark(
      facts,
      transcript.some(({ mood }) => mood < LOW),
    ),
    outcome:
      state.status === 'solved' ? clamp(60 + 0.4 * state.mood) : state.status === 'left' ? 0 : clamp(0.3 * state.mood),
  }
  const total = clamp(
    WEIGHTS.time * marks.time +
      WEIGHTS.steps * marks.steps +
      WEIGHTS.wording * marks.wording +
      WEIGHTS.outcome * marks.outcome,
  )
  return { total, ...marks, facts }
}

const clamp = (value: number) => Math.round(Math.max(0, Math.min(100, value)))
const countMoves = (lines: PracticeLine[], why: string) =>
  lines.reduce((sum, { moves }) => sum + moves.filter((one) => one.why === why).length, 0)

/** Half for being done in time, half for no long silence. Who did nothing was not quick. */
function timeMark({ par, patience }: Scenario, { seconds, slowest, turns }: PracticeScore['facts']): number {
  if (turns === 0) return 0
  const whole = seconds <= par ? 50 : Math.max(0, 50 - (50 * (seconds - par)) / par)
  const pause = slowest <= patience ? 50 : Math.max(0, 50 - (50 * (slowest - patience)) / patience)
  return clamp(whole + pause)
}

/** What was done of what had to be; asking again and acting too soon cost. */
function stepsMark(
  scenario: Scenario,
  own: PracticeLine[],
  { stepsDone, stepsWanted }: PracticeScore['facts'],
): number {
  const detours = countMoves(own, 'asked-again') + countMoves(own, 'too-soon') + countMoves(own, 'unclear')
  const spare = Math.max(0, own.length - (scenario.facts.length + scenario.steps.length + 3))
  return clamp((100 * stepsDone) / stepsWanted - 6 * detours - 3 * spare)
}

function wordingMark(
  { banned, harsh, empathy, greeted, saidGoodbye, turns }: PracticeScore['facts'],
  wasLow: boolean,
): number {
  if (turns === 0) return 0
  const missing = (greeted ? 0 : 15) + (saidGoodbye ? 0 : 10) + (wasLow && empathy === 0 ? 20 : 0)
  return clamp(100 - missing - 25 * banned - 12 * harsh)
}
