import { requireReadable, requireServing } from '#conversations/access.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { actorName, type DeskDeps, noteOf, notice } from '#desk/deps.ts'
import { requeued } from '#desk/requeue.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { findMember } from '#team/member.ts'

export type Transfer = { toUserId?: string | undefined; skill?: string | undefined; note: string }

/**
 * Hands a chat on to a person or to whoever has a skill: it waits in the queue again, before newcomers. One meant for a
 * person may be taken by others too, so that nobody waits for somebody who went to lunch. Throws not_found for a
 * colleague who cannot serve customers.
 */
export async function transfer(deps: DeskDeps, actor: Actor, id: string, to: Transfer): Promise<StoredConversation> {
  const { toUserId, skill, note } = to
  const target = toUserId === undefined ? null : await findMember(deps.database.db, toUserId)
  if (toUserId !== undefined && !(target?.active && target.permissions.has('conversations.reply')))
    throw new AppError('not_found')
  const { conversation } = await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    requireServing(actor, c)
    if (toUserId !== undefined && c.status === 'human' && c.assigneeId === toUserId)
      throw new AppError('bad_request', { detail: 'toUserId' })
    return {
      patch: requeued(c, {
        reason: 'transfer',
        note,
        ...(skill !== undefined && { skill }),
        ...(toUserId !== undefined && { toUserId }),
      }),
      messages: [
        ...noteOf(actor, note),
        notice('transferred', target ? { name: target.name, nameEn: target.nameEn || target.name } : undefined),
      ],
      what: 'transferred',
      actor: actorName(actor),
    }
  })
  return conversation
}
