import { requireReadable, requireServing } from '#conversations/access.ts'
import type { Change, NewMessage, Patch, StoredConversation } from '#conversations/stored.ts'
import { fillReply, HOUR_MS, LONGEST_SNOOZE_HOURS, replyValues, unfilledIn } from '#desk/contract.ts'
import { actorName, type DeskDeps, nameOf, noteOf, notice } from '#desk/deps.ts'
import type { Macro, MacroEnding, MacroSteps } from '#desk/macros/contract.ts'
import { requeued } from '#desk/requeue.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { findMember, type Member } from '#team/member.ts'

/**
 * Does all steps of a macro in one commit. Throws macro_unfilled when the reply names something this chat does not have,
 * not_found when the colleague it hands on to cannot serve, and what replying, transferring and closing throw.
 */
export async function runMacro(deps: DeskDeps, actor: Actor, id: string, macro: Macro): Promise<StoredConversation> {
  const { ending } = macro.steps
  const target = ending.kind === 'transfer-person' ? await findMember(deps.database.db, ending.userId) : null
  if (ending.kind === 'transfer-person' && !(target?.active && target.permissions.has('conversations.reply')))
    throw new AppError('not_found')
  const { conversation } = await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    requireServing(actor, c)
    const done = changeOf(c, actor, macro.steps, target)
    return { ...done, events: [{ kind: 'macro.run', payload: { macroId: macro.id, name: macro.name } }] }
  })
  return conversation
}

function changeOf(c: StoredConversation, actor: Actor, steps: MacroSteps, target: Member | null): Change {
  const end = endingOf(c, steps.ending, target)
  const tags = [...new Set([...c.tags, ...steps.tags])]
  const filed = tags.length > c.tags.length ? 'tagged' : undefined
  const what = end.what ?? (steps.priority === null ? filed : 'priority')
  return {
    patch: { tags, ...(steps.priority !== null && { priority: steps.priority }), ...end.patch },
    messages: [...replyOf(c, actor, steps), ...noteOf(actor, steps.note), ...end.messages],
    actor: actorName(actor),
    ...(what && { what }),
  }
}

function replyOf(c: StoredConversation, actor: Actor, { reply }: MacroSteps): NewMessage[] {
  const words = reply[c.language] || reply.zh || reply.en
  if (!words) return []
  const name = nameOf(actor)
  const text = fillReply(words, replyValues(c, name))
  const [missing] = unfilledIn(text)
  if (missing) throw new AppError('macro_unfilled', { what: missing })
  return [{ author: { kind: 'agent', id: actor.id, name }, parts: [{ kind: 'text', text }] }]
}

type End = { patch: Patch; messages: NewMessage[]; what?: Change['what'] }

function endingOf(c: StoredConversation, ending: MacroEnding, target: Member | null, now = new Date()): End {
  switch (ending.kind) {
    case 'none':
      return { patch: {}, messages: [] }
    case 'snooze': {
      const until = new Date(now.getTime() + (ending.hours ?? LONGEST_SNOOZE_HOURS) * HOUR_MS)
      return { patch: { snoozedUntil: until.toISOString() }, messages: [], what: 'snoozed' }
    }
    case 'close':
      return {
        patch: { status: 'closed', closedAt: now.toISOString(), closeReason: ending.reason, pending: null },
        messages: [
          notice('closed', undefined, ...(ending.reason === 'spam' ? [] : [{ kind: 'rating-request' as const }])),
        ],
        what: 'closed',
      }
    default: {
      const to = ending.kind === 'transfer-person' ? { toUserId: ending.userId } : { skill: ending.skill }
      const name = target ? { name: target.name, nameEn: target.nameEn || target.name } : undefined
      return {
        patch: requeued(c, { reason: 'transfer', ...to }, now),
        messages: [notice('transferred', name)],
        what: 'transferred',
      }
    }
  }
}
