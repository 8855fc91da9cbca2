import { GENERAL, type Queue } from '#desk/routing/contract.ts'
import type { Waiting } from '#desk/routing/urgency.ts'

/** The first queue that takes it; the general one takes everything. */
export function pickQueue(waiting: Wanting, queues: readonly Queue[]): Queue {
  const general = queues.find(({ id }) => id === GENERAL)
  if (!general) throw new Error('the general queue is missing')
  return queues.find((queue) => queue.id !== GENERAL && takes(queue, waiting)) ?? general
}

/** Who looks for a queue. */
type Wanting = Pick<Waiting, 'skill' | 'tier' | 'language' | 'channel'> & Partial<Pick<Waiting, 'tags'>>

function takes({ takes: wanted }: Queue, waiting: Wanting): boolean {
  const fits = (list: readonly string[], value: string | null) =>
    !list.length || (value !== null && list.includes(value))
  return (
    fits(wanted.skills, waiting.skill) &&
    fits(wanted.tiers, waiting.tier) &&
    (!wanted.tags.length || wanted.tags.some((tag) => waiting.tags?.includes(tag))) &&
    fits(wanted.languages, waiting.language) &&
    fits(wanted.channels, waiting.channel)
  )
}
