import { requireReadable, requireServing } from '#conversations/access.ts'
import type { Patch, StoredConversation } from '#conversations/stored.ts'
import { actorName, type DeskDeps, notice } from '#desk/deps.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { ledger } from '#platform/ledger/read.ts'

/** What a split gives back. */
type Before = Pick<
  StoredConversation,
  'status' | 'assigneeId' | 'acceptedAt' | 'queuedAt' | 'closedAt' | 'closeReason' | 'priority' | 'skill'
>

/**
 * Lets one conversation of a customer go on in another: it ends there, points to it, and its tags go along. Throws
 * merge_refused for conversations of two customers, of themselves, or one that is part of another already.
 */
export async function merge(deps: DeskDeps, actor: Actor, id: string, intoId: string): Promise<StoredConversation> {
  const { conversations } = deps
  const into = await conversations.load(intoId)
  requireReadable(actor, into)
  requireServing(actor, into)
  if (id === intoId || into.mergedInto) throw new AppError('merge_refused')
  const { conversation: source } = await conversations.change(id, (c) => {
    requireReadable(actor, c)
    if (c.status !== 'closed') requireServing(actor, c)
    if (c.customerId !== into.customerId || c.mergedInto) throw new AppError('merge_refused')
    const before: Before = beforeOf(c)
    return {
      patch: {
        status: 'closed',
        closedAt: c.closedAt ?? new Date().toISOString(),
        closeReason: 'merged',
        mergedInto: intoId,
        pending: null,
      },
      what: 'merged',
      events: [{ kind: 'conversation.merged', payload: { intoId, before } }],
      actor: actorName(actor),
    }
  })
  const { conversation } = await conversations.change(intoId, (c) => ({
    patch: { tags: [...new Set([...c.tags, ...source.tags])].slice(0, 20), subject: c.subject ?? source.subject },
    messages: [{ ...notice('merged', { conversationId: id, subject: source.subject ?? '' }), internal: true }],
    what: 'merged',
    actor: actorName(actor),
  }))
  return conversation
}

/** Takes a merge back: the conversation is what it was, unless the customer has begun another on that channel. */
export async function split(deps: DeskDeps, actor: Actor, id: string): Promise<StoredConversation> {
  const { conversations, database } = deps
  const source = await conversations.load(id)
  requireReadable(actor, source)
  if (!source.mergedInto) throw new AppError('not_found')
  const intoId = source.mergedInto
  const into = await conversations.load(intoId)
  if (into.status !== 'closed') requireServing(actor, into)
  const [merged] = await ledger.of(database.db, { conversationId: id, kinds: ['conversation.merged'], limit: 1 })
  const before = merged?.payload.before as Before | undefined
  const running = await conversations.findOpen(source.customerId, source.channel, true)
  const { conversation } = await conversations.change(id, (c) => {
    if (c.mergedInto !== intoId) throw new AppError('conflict')
    const patch: Patch = running || !before ? { closeReason: before?.closeReason ?? 'other' } : before
    return { patch: { ...patch, mergedInto: null }, what: 'split', actor: actorName(actor) }
  })
  await conversations.change(intoId, () => ({
    messages: [{ ...notice('split', { conversationId: id, subject: source.subject ?? '' }), internal: true }],
    actor: actorName(actor),
  }))
  return conversation
}

const beforeOf = (c: StoredConversation): Before => ({
  status: c.status,
  assigneeId: c.assigneeId,
  acceptedAt: c.acceptedAt,
  queuedAt: c.queuedAt,
  closedAt: c.closedAt,
  closeReason: c.closeReason,
  priority: c.priority,
  skill: c.skill,
})
