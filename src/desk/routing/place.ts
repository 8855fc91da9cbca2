import { askedOf, type QueueById, rank } from '#desk/routing/assign.ts'
import type { PlaceInQueue, PolicyRules, Queue } from '#desk/routing/contract.ts'
import type { QueuedRow } from '#desk/routing/queries.ts'
import { type Candidate, misfitOf } from '#desk/routing/score.ts'
import { isOpenAt, nextOpening } from '#team/hours.ts'

/** What a chat takes where too few have ended lately to know. */
export const USUAL_HANDLE_SECONDS = 360

/**
 * For everybody who waits: how many are before him in his queue, himself included, and in how many minutes he is likely
 * to be answered. Null minutes: nobody who could is at work, and no number would be honest.
 */
export function placesOf(
  rows: readonly QueuedRow[],
  agents: readonly Candidate[],
  queues: readonly Queue[],
  rules: PolicyRules,
  handleSeconds: number,
  now: number,
): Map<string, PlaceInQueue> {
  const byId: QueueById = new Map(queues.map((queue) => [queue.id, queue]))
  const order = rank(
    rows.map(({ waiting }) => waiting),
    byId,
    rules,
    now,
  )
  const before = new Map<string, number>()
  const places = new Map<string, PlaceInQueue>()
  for (const { waiting } of order) {
    const asked = askedOf(waiting, byId, now)
    if (!asked) continue
    const position = (before.get(waiting.queueId) ?? 0) + 1
    before.set(waiting.queueId, position)
    const fit = agents.filter(
      (agent) =>
        agent.presence === 'online' &&
        (!misfitOf(agent, waiting, asked.queue, true) ||
          (asked.overflow !== null && !misfitOf(agent, waiting, asked.overflow, true))),
    )
    const hours = asked.queue.hours
    const opensAt = hours && !isOpenAt(hours, new Date(now)) ? nextOpening(hours, new Date(now)) : null
    places.set(waiting.id, {
      conversationId: waiting.id,
      position,
      minutes: waitMinutes(position, fit, handleSeconds),
      opensAt: opensAt?.toISOString() ?? null,
    })
  }
  return places
}

/** Minutes until the one at `position` is answered, when chats end evenly among those who are there. */
export function waitMinutes(
  position: number,
  agents: readonly Pick<Candidate, 'capacity' | 'serving'>[],
  handleSeconds: number,
): number | null {
  const hands = agents.reduce((sum, { capacity }) => sum + capacity, 0)
  if (hands === 0) return null
  const free = agents.reduce((sum, { capacity, serving }) => sum + Math.max(0, capacity - serving), 0)
  const toEnd = Math.max(0, position - free)
  return Math.max(1, Math.ceil((toEnd * handleSeconds) / hands / 60))
}
