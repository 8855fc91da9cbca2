import type { HandOver } from '#conversations/contract.ts'
import type { PolicyRules, Queue } from '#desk/routing/contract.ts'
import { pickQueue } from '#desk/routing/pick-queue.ts'
import { urgencyOf, type Waiting } from '#desk/routing/urgency.ts'
import { isOpenAt, nextOpening } from '#team/hours.ts'

/** Whether the queue that would take him is outside its hours, whoever is served there then. */
export function isOutsideHours(
  asking: Pick<Asking, 'skill' | 'tier' | 'language' | 'channel'>,
  queues: readonly Queue[],
  now: Date,
): boolean {
  const { hours } = pickQueue(asking, queues)
  return hours !== null && !isOpenAt(hours, now)
}

/** Somebody who is about to ask for a person. */
export type Asking = Pick<Waiting, 'tier' | 'language' | 'channel'> &
  Partial<Pick<Waiting, 'tags'>> &
  Pick<HandOver, 'reason' | 'skill' | 'priority'>

/**
 * Whether nobody is there for him: his queue is closed, it sends ordinary customers back to the bot at night, and he is
 * not urgent. Then when it opens again; null when he may wait for a person.
 */
export function closedFor(
  asking: Asking,
  queues: readonly Queue[],
  rules: PolicyRules,
  now: Date,
): { opensAt: string | null } | null {
  const queue = pickQueue(asking, queues)
  if (!queue.hours || queue.night === 'wait' || isOpenAt(queue.hours, now)) return null
  const nobody = { passed: [], dedicatedId: null, lastAgentId: null, senior: false, emotion: 'none' as const }
  const waiting = {
    ...nobody,
    ...asking,
    tags: asking.tags ?? [],
    id: '',
    queueId: queue.id,
    waitsSince: now.getTime(),
  }
  if (urgencyOf(waiting, queue, rules, now.getTime()).urgent) return null
  return { opensAt: nextOpening(queue.hours, now)?.toISOString() ?? null }
}
