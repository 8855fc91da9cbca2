import { requireReadable, requireServing } from '#conversations/access.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { HOUR_MS, LONGEST_SNOOZE_HOURS } from '#desk/contract.ts'
import { actorName, type DeskDeps } from '#desk/deps.ts'
import { dueToWake } from '#desk/tend-queries.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'

/** Puts a chat aside until a time, `undefined` until the customer writes, or takes it back with null. */
export async function snooze(
  deps: DeskDeps,
  actor: Actor,
  id: string,
  until: string | null | undefined,
): Promise<StoredConversation> {
  const latest = Date.now() + LONGEST_SNOOZE_HOURS * HOUR_MS
  const at = until === undefined ? latest : until === null ? null : Date.parse(until)
  if (at !== null && (at <= Date.now() || at > latest + HOUR_MS)) throw new AppError('bad_request', { detail: 'until' })
  const { conversation } = await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    requireServing(actor, c)
    if (c.status !== 'human') throw new AppError('not_assigned')
    const snoozedUntil = at === null ? null : new Date(at).toISOString()
    if (snoozedUntil === c.snoozedUntil) return null
    return { patch: { snoozedUntil }, what: snoozedUntil ? 'snoozed' : 'woken', actor: actorName(actor) }
  })
  return conversation
}

/** Job: what was put aside until now comes back. Safe on several nodes at once. Gives how many did. */
export async function wakeDue(
  { database, conversations }: Pick<DeskDeps, 'database' | 'conversations'>,
  now = new Date(),
) {
  const due = await dueToWake(database.db, now)
  for (const id of due) {
    await conversations.change(id, (c) =>
      c.snoozedUntil && Date.parse(c.snoozedUntil) <= now.getTime()
        ? { patch: { snoozedUntil: null }, what: 'woken', actor: 'system' }
        : null,
    )
  }
  return due.length
}

const MOST_TAGS = 20

/** Files a conversation under tags, closed ones too. Throws bad_request beyond 20. */
export async function retag(
  deps: DeskDeps,
  actor: Actor,
  id: string,
  { add, remove }: { add: string[]; remove: string[] },
): Promise<StoredConversation> {
  const { conversation } = await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    const tags = [...new Set([...c.tags, ...add])].filter((tag) => !remove.includes(tag))
    if (tags.length > MOST_TAGS) throw new AppError('bad_request', { detail: 'tags' })
    if (tags.length === c.tags.length && tags.every((tag, at) => tag === c.tags[at])) return null
    return { patch: { tags }, what: 'tagged', actor: actorName(actor) }
  })
  return conversation
}

/** Says how urgent a conversation is; what waits moves in the queue. */
export async function prioritise(
  deps: DeskDeps,
  actor: Actor,
  id: string,
  priority: number,
): Promise<StoredConversation> {
  const { conversation } = await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    if (c.status === 'closed') throw new AppError('conversation_closed')
    if (c.priority === priority) return null
    const handOver = c.handOver && { ...c.handOver, priority }
    return { patch: { priority, handOver }, what: 'priority', actor: actorName(actor) }
  })
  return conversation
}
