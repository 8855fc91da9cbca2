import type { CandidateScore, PolicyRules, Queue } from '#desk/routing/contract.ts'
import { type Asked, type Candidate, isSenior, score } from '#desk/routing/score.ts'
import { byUrgency, type Ranked, type Urgency, urgencyOf, type Waiting } from '#desk/routing/urgency.ts'

export type Why = 'dedicated' | 'last-agent' | 'senior' | 'best-fit' | 'overflow' | 'only-one'
export type Assignment = {
  waiting: Waiting
  userId: string
  urgency: Urgency
  candidates: CandidateScore[]
  why: Why
}

/** Who waits, the most urgent first. Whose queue is gone waits in none and is left out. */
export function rank(waiting: readonly Waiting[], queues: QueueById, rules: PolicyRules, now: number): Ranked[] {
  return waiting
    .flatMap((one) => {
      const queue = queues.get(one.queueId)
      return queue ? [{ waiting: one, urgency: urgencyOf(one, queue, rules, now) }] : []
    })
    .sort(byUrgency)
}
export type QueueById = ReadonlyMap<string, Queue>

/**
 * Gives those who wait to those who fit, the most urgent first; each agent's free hands shrink with what he gets. Pure:
 * whoever holds the lock of routing may do what it says, nobody else.
 */
export function assign(
  waiting: readonly Waiting[],
  agents: readonly Candidate[],
  queues: QueueById,
  rules: PolicyRules,
  now: number,
): Assignment[] {
  const hands = new Map(agents.map((agent) => [agent.userId, agent]))
  const given: Assignment[] = []
  for (const { waiting: one, urgency } of rank(waiting, queues, rules, now)) {
    const found = askedOf(one, queues, now)
    if (!found) continue
    const asked = { ...found, senior: waitsForSenior(one, found.queue, agents, rules, now) }
    const candidates = [...hands.values()].map((agent) => score(agent, one, asked, rules, now)).sort(byScore)
    const best = candidates[0]
    if (best?.score == null) continue
    if (!urgency.urgent && waitsForDedicated(one, candidates, rules, now)) continue
    given.push({ waiting: one, userId: best.userId, urgency, candidates, why: whyOf(one, best, candidates, found) })
    hands.set(best.userId, withOneMore(hands.get(best.userId)!, one.channel, now))
  }
  return given
}

/** The queue of somebody who waits and, once he waited long enough, the one that helps out. */
export function askedOf(waiting: Waiting, queues: QueueById, now: number): Asked | null {
  const queue = queues.get(waiting.queueId)
  if (!queue) return null
  const { overflow } = queue
  const helps = overflow && now - waiting.waitsSince >= overflow.afterSeconds * 1000
  return { queue, overflow: (helps && queues.get(overflow.queueId)) || null }
}

const byScore = (a: CandidateScore, b: CandidateScore): number =>
  (b.score ?? -1) - (a.score ?? -1) || (a.userId < b.userId ? -1 : 1)

/** Somebody senior is asked for and at work: the others are left alone for a while, so that he gets him. */
export function waitsForSenior(
  waiting: Waiting,
  queue: Queue,
  agents: readonly Candidate[],
  rules: PolicyRules,
  now: number,
): boolean {
  if (!waiting.senior || now - waiting.waitsSince >= rules.seniorWaitSeconds * 1000) return false
  const isFree = (agent: Candidate) => agent.presence === 'online' && !waiting.passed.includes(agent.userId)
  return agents.some((agent) => isFree(agent) && isSenior(agent, waiting, queue))
}

/** His own agent is at work but has no hand free: worth a moment of patience. */
function waitsForDedicated(waiting: Waiting, candidates: CandidateScore[], rules: PolicyRules, now: number): boolean {
  if (now - waiting.waitsSince >= rules.dedicatedWaitSeconds * 1000) return false
  const own = candidates.find(({ userId }) => userId === waiting.dedicatedId)
  return own?.excluded === 'full' || own?.excluded === 'channel'
}

function whyOf(waiting: Waiting, best: CandidateScore, candidates: CandidateScore[], { overflow }: Asked): Why {
  if (best.userId === waiting.dedicatedId) return 'dedicated'
  if (best.userId === waiting.lastAgentId) return 'last-agent'
  if (best.parts.senior) return 'senior'
  if (overflow) return 'overflow'
  return candidates.filter(({ excluded }) => excluded === null).length === 1 ? 'only-one' : 'best-fit'
}

const withOneMore = (agent: Candidate, channel: string, now: number): Candidate => ({
  ...agent,
  serving: agent.serving + 1,
  servingOn: { ...agent.servingOn, [channel]: (agent.servingOn[channel] ?? 0) + 1 },
  lastGotAt: now,
})
