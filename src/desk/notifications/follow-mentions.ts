import type { Conversation, Message } from '#conversations/contract.ts'
import { preview } from '#conversations/stored.ts'
import { insertNotifications, type NewNotification, namesOf } from '#desk/notifications/queries.ts'
import type { Alert } from '#emotion/alerts/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { type Follower, followLedger } from '#platform/ledger/follow.ts'
import type { Log } from '#platform/log.ts'

const KINDS = ['note.mentioned', 'alert.changed', 'conversation.changed']

/** Puts into people's bells what concerns them. Several nodes may do it at once: each thing is told once. */
export function followMentions(database: Database, log: Log): Promise<Follower> {
  return followLedger({
    ...{ database, log, name: 'notifications', kinds: KINDS },
    handle: (events) => notify(database, events),
  })
}

export async function notify(database: Database, events: LedgerEvent[]): Promise<void> {
  const wanted = events.flatMap(toNotifications)
  if (!wanted.length) return
  await database.transaction(async (tx) => {
    const actors = wanted.flatMap(({ actorId }) => (actorId ? [actorId] : []))
    const names = await namesOf(tx, [...new Set(actors)])
    const added = await insertNotifications(
      tx,
      wanted.map(({ actorId, ...one }) => ({ ...one, actorName: one.actorName || (names.get(actorId ?? '') ?? '') })),
    )
    await appendEvents(
      tx,
      added.map(({ kind, conversationId, seq, userId }) => ({
        ...{ kind: 'notification.added', conversationId: null, customerId: null, actor: 'system' },
        payload: { kind, conversationId, seq, userId },
      })),
    )
  })
}

type Wanted = NewNotification & { actorId: string | null }

function toNotifications({ kind, payload, actor, at }: LedgerEvent): Wanted[] {
  const actorId = actor.startsWith('user:') ? actor.slice('user:'.length) : null
  if (kind === 'note.mentioned') {
    const { userIds, message } = payload as { userIds: string[]; message: Message }
    const { conversationId, seq, author } = message
    const text = preview(message.parts)
    return userIds
      .filter((userId) => userId !== actorId)
      .map((userId) => ({ kind: 'mention', userId, conversationId, seq, text, at, actorId, actorName: author.name }))
  }
  if (kind === 'alert.changed' && payload.what === 'escalated') {
    const { alert, to = [] } = payload as { alert: Alert; to?: string[] }
    const { conversationId, raisedSeq, escalations } = alert
    // Each time it escalates is a thing of its own.
    const about = { conversationId, seq: (raisedSeq ?? 0) + escalations, text: '', at, actorId: null, actorName: '' }
    return to.map((userId) => ({ kind: 'escalated', userId, ...about }))
  }
  if (kind !== 'conversation.changed' || !['transferred', 'accepted'].includes(String(payload.what))) return []
  const head = payload.conversation as Conversation
  const userId = head.assigneeId
  if (!userId || !actorId || userId === actorId) return []
  return [
    {
      kind: 'assigned',
      userId,
      conversationId: head.id,
      seq: head.lastSeq,
      text: head.subject ?? '',
      at,
      actorId,
      actorName: '',
    },
  ]
}
