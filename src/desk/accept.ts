import { requireReadable } from '#conversations/access.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { actorName, type DeskDeps, notice } from '#desk/deps.ts'
import { seenAtWork } from '#desk/presence.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { findMember, type Member } from '#team/member.ts'

/**
 * Takes a waiting chat. Of two people at once one gets it, the other `already_taken` with the winner's name; taking
 * one's own again changes nothing. With `conversations.assign` also out of the bot's hands and, naming who shall have it,
 * out of another person's. Throws conversation_closed, forbidden, not_found.
 */
export async function accept(deps: DeskDeps, actor: Actor, id: string, userId?: string): Promise<StoredConversation> {
  const taker = await takerOf(deps, actor, userId)
  const maySteer = actor.permissions.has('conversations.assign')
  const steering = userId !== undefined && maySteer
  if (actor.kind === 'user' && actor.id === taker.id) await seenAtWork(deps.database, taker.id)
  const taken: { by: string | null } = { by: null }
  try {
    const { conversation } = await deps.conversations.change(id, (c) => {
      taken.by = null
      if (c.status === 'closed') throw new AppError('conversation_closed')
      if (c.status === 'bot' && !maySteer) requireReadable(actor, c)
      if (c.status === 'human' && c.assigneeId === taker.id) return null
      if (c.status === 'human' && !steering) {
        taken.by = c.assigneeId
        throw new AppError('already_taken')
      }
      return {
        patch: { status: 'human', assigneeId: taker.id, acceptedAt: new Date().toISOString() },
        messages: [notice('agent-joined', { name: taker.name, nameEn: taker.nameEn || taker.name })],
        what: 'accepted',
        actor: actorName(actor),
      }
    })
    return conversation
  } catch (error) {
    if (taken.by === null) throw error
    const winner = await findMember(deps.database.db, taken.by)
    const who = winner?.name ?? taken.by
    throw new AppError('already_taken', { who, whoEn: winner?.nameEn || who }, { userId: taken.by })
  }
}

async function takerOf({ database }: DeskDeps, actor: Actor, userId: string | undefined): Promise<Member> {
  const id = userId ?? (actor.kind === 'user' ? actor.id : undefined)
  if (id === undefined) throw new AppError('bad_request', { detail: 'userId' })
  if (id !== actor.id && !actor.permissions.has('conversations.assign')) throw new AppError('forbidden')
  const member = await findMember(database.db, id)
  if (!member?.active || !member.permissions.has('conversations.reply')) throw new AppError('not_found')
  return member
}
