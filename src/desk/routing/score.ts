import {
  type CandidateScore,
  type EXCLUSIONS,
  type PolicyRules,
  type Queue,
  SENIOR_LEVEL,
} from '#desk/routing/contract.ts'
import type { Waiting } from '#desk/routing/urgency.ts'

/** An agent as routing sees him. `serving` counts what he has and what is held out to him. */
export type Candidate = {
  userId: string
  name: string
  presence: 'online' | 'away' | 'offline'
  levels: Readonly<Record<string, number>>
  /** Senior whatever is asked for; others are by their level. */
  senior: boolean
  teams: readonly string[]
  languages: readonly string[]
  capacity: number
  serving: number
  /** Most chats at once on one channel; absent means no bound but `capacity`. */
  channels: Readonly<Record<string, number>>
  servingOn: Readonly<Record<string, number>>
  /** By the published roster, where the policy goes by it. */
  onShift?: boolean
  /** His browser as a telephone: a call may ring there, there is one already, or he has none open. */
  phone?: 'ready' | 'busy' | null
  /** When he last got a chat, in milliseconds; null for never. */
  lastGotAt: number | null
}

type Exclusion = (typeof EXCLUSIONS)[number]
/**
 * The queue asked, and the one that helps out once somebody waited long enough; `senior` while only those senior are
 * asked.
 */
export type Asked = { queue: Queue; overflow: Queue | null; senior?: boolean }

/** How well an agent fits somebody who waits: points by reason, or why he cannot be asked. */
export function score(
  candidate: Candidate,
  waiting: Waiting,
  asked: Asked,
  rules: PolicyRules,
  now: number,
): CandidateScore {
  const { userId, name } = candidate
  const excluded = exclusionOf(candidate, waiting, asked, rules, now)
  if (excluded) return { userId, name, score: null, parts: {}, excluded }
  const { fit } = rules
  const idleMinutes = candidate.lastGotAt === null ? IDLE_MINUTES : (now - candidate.lastGotAt) / 60_000
  const parts = onlyPoints({
    dedicated: waiting.dedicatedId === userId ? fit.dedicated : 0,
    lastAgent: waiting.lastAgentId === userId ? fit.lastAgent : 0,
    language: candidate.languages[0] === waiting.language ? fit.language : fit.language * spoken(candidate, waiting),
    skill: (fit.skill * skillOf(candidate, waiting, asked.queue)) / MAX_LEVEL,
    senior: waiting.senior && isSenior(candidate, waiting, asked.queue) ? fit.senior : 0,
    workload: fit.workload * (1 - candidate.serving / Math.max(1, candidate.capacity)),
    idle: fit.idle * Math.min(1, Math.max(0, idleMinutes) / IDLE_MINUTES),
  })
  return { userId, name, score: round(Object.values(parts).reduce((a, b) => a + b, 0)), parts, excluded: null }
}

const MAX_LEVEL = 5
const IDLE_MINUTES = 10

function exclusionOf(
  candidate: Candidate,
  waiting: Waiting,
  { queue, overflow, senior }: Asked,
  rules: PolicyRules,
  now: number,
): Exclusion | null {
  const relaxed = now - waiting.waitsSince >= rules.relaxAfterSeconds * 1000
  if (candidate.presence === 'offline') return 'absent'
  if (candidate.presence === 'away') return 'away'
  if (rules.onShiftOnly && candidate.onShift === false) return 'off-shift'
  if (waiting.passed.includes(candidate.userId)) return 'passed'
  const misfit = misfitOf(candidate, waiting, queue, relaxed)
  if (misfit && (!overflow || misfitOf(candidate, waiting, overflow, relaxed))) return misfit
  if (senior && !isSenior(candidate, waiting, queue)) return 'senior'
  if (candidate.serving >= candidate.capacity) return 'full'
  if (waiting.byPhone && candidate.phone !== 'ready') return 'phone'
  const bound = candidate.channels[waiting.channel]
  if (bound !== undefined && (candidate.servingOn[waiting.channel] ?? 0) >= bound) return 'channel'
  return null
}

/** What of a queue's demands an agent does not meet. The level and the language give way in time, the skill itself never. */
export function misfitOf(candidate: Candidate, waiting: Waiting, queue: Queue, relaxed: boolean): Exclusion | null {
  if (queue.teams.length && !queue.teams.some((team) => candidate.teams.includes(team))) return 'team'
  for (const { skill, level } of queue.skills) {
    const has = candidate.levels[skill] ?? 0
    if (has < (relaxed ? 1 : level)) return 'skill'
  }
  if (!relaxed && waiting.skill && !candidate.levels[waiting.skill]) return 'skill'
  if (!relaxed && !candidate.languages.includes(waiting.language)) return 'language'
  return null
}

/** Senior by his mark, or by his level in what is asked for. */
export const isSenior = (candidate: Candidate, waiting: Waiting, queue: Queue): boolean =>
  candidate.senior || skillOf(candidate, waiting, queue) >= SENIOR_LEVEL

/** The level that counts: of what the flow asked for, else of what the queue demands. */
function skillOf(candidate: Candidate, waiting: Waiting, queue: Queue): number {
  const wanted = waiting.skill ? [waiting.skill] : queue.skills.map(({ skill }) => skill)
  if (!wanted.length) return 0
  return Math.max(...wanted.map((skill) => candidate.levels[skill] ?? 0))
}

/** Speaks it, but not first of all. */
const spoken = (candidate: Candidate, waiting: Waiting) => (candidate.languages.includes(waiting.language) ? 0.5 : 0)

const onlyPoints = (parts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value > 0 ? [[name, round(value)]] : [])))
const round = (value: number) => Math.round(value * 100) / 100
