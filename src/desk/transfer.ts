import type { z } from 'zod'
import { requireReadable, requireServing } from '#conversations/access.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { transferInput } from '#desk/contract.ts'
import { actorName, type DeskDeps, noteOf, notice } from '#desk/deps.ts'
import { requeued } from '#desk/requeue.ts'
import { listQueues } from '#desk/routing/queries.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { findMember } from '#team/member.ts'

type Transfer = z.output<typeof transferInput>

/**
 * Hands a chat on to a person, a queue or whoever has a skill: it waits again, before newcomers. One meant for a person
 * may be taken by others too, so that nobody waits for somebody who went to lunch. Throws not_found for a colleague who
 * cannot serve customers and a queue that is gone.
 */
export async function transfer(deps: DeskDeps, actor: Actor, id: string, to: Transfer): Promise<StoredConversation> {
  const { toUserId, queueId, skill, note } = to
  const target = toUserId === undefined ? null : await findMember(deps.database.db, toUserId)
  if (toUserId !== undefined && !(target?.active && target.permissions.has('conversations.reply')))
    throw new AppError('not_found')
  if (queueId !== undefined && !(await listQueues(deps.database.db)).some(({ id: known }) => known === queueId))
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
        ...(queueId !== undefined && { queueId }),
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
