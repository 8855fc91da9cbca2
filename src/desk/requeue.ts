import type { HandOver } from '#conversations/contract.ts'
import type { Patch, StoredConversation } from '#conversations/stored.ts'

/** Who has waited once already goes before those who come new. */
const RETURNED_PRIORITY = 1

type Why = { reason: 'transfer' | 'agent-left'; skill?: string; queueId?: string; toUserId?: string; note?: string }

/** Back into the queue, with the brief kept for whoever takes over next. */
export function requeued(c: StoredConversation, why: Why, now = new Date()): Patch {
  const at = now.toISOString()
  const priority = Math.max(c.priority, RETURNED_PRIORITY)
  // A queue that was named keeps it; a skill that was named finds the queue that takes it.
  const queueId = why.queueId ?? (why.skill ? null : c.queueId)
  const skill = why.skill ?? (why.queueId ? null : c.skill)
  const note = why.note ? [{ label: { zh: '转接说明', en: 'Transfer note' }, value: why.note }] : []
  const brief = c.handOver ?? briefOf(c)
  const first = c.handOver && (c.handOver.first ?? { reason: c.handOver.reason, at: c.handOver.at })
  return {
    status: 'queued',
    assigneeId: why.toUserId ?? null,
    skill,
    queueId,
    priority,
    queuedAt: at,
    acceptedAt: null,
    handOver: {
      ...{ ...brief, reason: why.reason, skill, priority, at, facts: [...note, ...brief.facts].slice(0, 20) },
      ...(first && { first }),
    },
  }
}

/** For a chat that somebody took out of the bot's hands, so that no brief was ever written. */
function briefOf(c: StoredConversation): Pick<HandOver, 'wants' | 'tried' | 'facts'> {
  const subject = c.subject ?? ''
  return { wants: { zh: subject, en: subject }, tried: [], facts: [] }
}
