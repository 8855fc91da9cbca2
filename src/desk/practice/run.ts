import type { PracticeRun, Scenario } from '#desk/practice/contract.ts'
import { answer, begin, end, type Heard, type Turn, wait } from '#desk/practice/engine.ts'
import { findRun, insertRun, type StoredRun, updateRun } from '#desk/practice/queries.ts'
import { scoreRun } from '#desk/practice/score-run.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

export type PracticeDeps = {
  database: Database
  scenarios: () => readonly Scenario[]
  /** What is found in an agent's text: banned wording, and how unfriendly it sounds. */
  hear: (text: string, language: 'zh' | 'en') => Heard
  now?: () => number
}

/** Longest practice, in lines; nobody practises for ever. */
const MOST_LINES = 120

export async function startRun(deps: PracticeDeps, userId: string, scenarioId: string, language: 'zh' | 'en') {
  const scenario = scenarioOf(deps, scenarioId)
  const now = nowOf(deps)
  const { state, lines } = begin(scenario, language, now)
  const run: StoredRun = {
    ...{ id: newId(), userId, scenarioId, language, state, transcript: lines, score: null, version: 1 },
    ...{ startedAt: new Date(now).toISOString(), endedAt: null },
  }
  await insertRun(deps.database.db, run)
  return shown(run, scenario)
}

/** The agent says something; an empty text only lets time pass. */
export async function speak(deps: PracticeDeps, userId: string, id: string, text: string): Promise<PracticeRun> {
  return step(deps, userId, id, (scenario, run, now) => {
    if (!text) return wait(scenario, run.state, run.language, now)
    return answer(scenario, run.state, text, deps.hear(text, run.language), run.language, now)
  })
}

/** The agent ends it. */
export async function finish(deps: PracticeDeps, userId: string, id: string): Promise<PracticeRun> {
  return step(deps, userId, id, (scenario, run) => ({ state: end(scenario, run.state), lines: [] }))
}

type Step = (scenario: Scenario, run: StoredRun, now: number) => Turn

async function step(deps: PracticeDeps, userId: string, id: string, take: Step): Promise<PracticeRun> {
  const run = await findRun(deps.database.db, id)
  if (run?.userId !== userId) throw new AppError('not_found')
  const scenario = scenarioOf(deps, run.scenarioId)
  if (run.state.status !== 'open') return shown(run, scenario)
  const now = nowOf(deps)
  const { state, lines } = take(scenario, run, now)
  if (lines.length === 0 && state === run.state) return shown(run, scenario)
  const transcript = [...run.transcript, ...lines]
  const last = transcript.length >= MOST_LINES ? end(scenario, state) : state
  const over = last.status !== 'open'
  const next: StoredRun = {
    ...{ ...run, state: last, transcript, score: over ? scoreRun(scenario, last, transcript) : null },
    endedAt: over ? new Date(now).toISOString() : null,
  }
  if (!(await updateRun(deps.database.db, next))) throw new AppError('conflict')
  return shown(next, scenario)
}

export function scenarioOf({ scenarios }: PracticeDeps, id: string): Scenario {
  const found = scenarios().find((one) => one.id === id)
  if (!found) throw new AppError('not_found')
  return found
}

const nowOf = ({ now = Date.now }: PracticeDeps) => now()

/** A run as its person sees it: what had to be done is told at the end. */
export function shown(run: StoredRun, scenario: Scenario): PracticeRun {
  const { id, userId, scenarioId, language, state, transcript, score, startedAt, endedAt } = run
  const { title, temper, name, brief, steps } = scenario
  const over = state.status !== 'open'
  return {
    ...{
      id,
      userId,
      scenarioId,
      title,
      temper,
      name,
      brief,
      language,
      status: state.status,
      mood: Math.round(state.mood),
    },
    ...{ transcript, score, startedAt, endedAt },
    steps: over ? steps.map((one) => ({ title: one.title, done: state.done.includes(one.id) })) : [],
  }
}
