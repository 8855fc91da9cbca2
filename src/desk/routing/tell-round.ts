import type { Conversations } from '#conversations/change.ts'
import { notice } from '#desk/deps.ts'
import { requeued } from '#desk/requeue.ts'
import type { Stalled } from '#desk/routing/alert-waits.ts'
import { type CandidateScore, GENERAL, type PolicyVersion } from '#desk/routing/contract.ts'
import type { Move } from '#desk/routing/decide-round.ts'
import type { Database } from '#platform/db/open.ts'
import { findMember } from '#team/member.ts'

type Deps = { database: Database; conversations: Conversations }
type Give = Extract<Move, { kind: 'give' }>

/** So long the node that decided has to say so itself, with its reasons, before another says it. */
const SAY_MS = 3_000
const MOST_CANDIDATES = 60

/** Puts a decision into the conversation itself; doing it again changes nothing. Gives whether it changed something. */
export async function tellMove(deps: Deps, move: Move, policy: PolicyVersion, now: Date): Promise<boolean> {
  const { id, waitsSince } = move.row.waiting
  const queueId = move.entry.queueId === GENERAL ? null : move.entry.queueId
  if (isKnown(move, queueId, now)) return false
  const holder = move.kind === 'give' || move.kind === 'hold' ? move.entry.assignedTo : null
  const taker = holder && 'mode' in move && move.mode === 'auto' ? await findMember(deps.database.db, holder) : null
  let changed = false
  await deps.conversations.change(id, (c) => {
    changed = false
    if (c.status !== 'queued' || Date.parse(c.queuedAt ?? '') !== waitsSince) return null
    if (move.kind === 'lapse' && c.assigneeId !== move.userId) return null
    changed = true
    const events = move.kind === 'give' ? [routed(move, policy, queueId, now)] : []
    const assigneeId = move.kind === 'wait' ? c.assigneeId : holder
    if (!taker) return { patch: { queueId, assigneeId }, what: 'queued', actor: 'system', events }
    return {
      patch: { status: 'human', queueId, assigneeId, acceptedAt: new Date().toISOString() },
      messages: [notice('agent-joined', { name: taker.name, nameEn: taker.nameEn || taker.name })],
      what: 'accepted',
      actor: 'system',
      events,
    }
  })
  return changed
}

function isKnown(move: Move, queueId: string | null, now: Date): boolean {
  if (move.kind === 'wait') return move.row.queueId === queueId
  if (move.kind !== 'hold') return false
  const fresh = now.getTime() - (move.entry.assignedAt ?? 0) < SAY_MS
  return fresh || (move.mode === 'offer' && move.row.assigneeId === move.entry.assignedTo)
}

function routed({ row, entry, assignment, mode }: Give, policy: PolicyVersion, queueId: string | null, now: Date) {
  const candidates: CandidateScore[] = assignment.candidates.slice(0, MOST_CANDIDATES)
  return {
    kind: 'conversation.routed',
    payload: {
      ...{ queueId, userId: entry.assignedTo, mode, policyVersion: policy.version, urgency: assignment.urgency },
      ...{
        waitedSeconds: Math.round((now.getTime() - row.waiting.waitsSince) / 1000),
        candidates,
        why: assignment.why,
      },
    },
  }
}

/** Given to somebody who never said a word: back into the queue, and he is not asked for it again. */
export async function takeBack({ conversations }: Deps, { id, userId, at }: Stalled): Promise<boolean> {
  const { messages } = await conversations.change(id, (c) =>
    c.status === 'human' && c.assigneeId === userId
      ? {
          patch: requeued(c, { reason: 'agent-left' }, at),
          messages: [notice('agent-left')],
          what: 'queued',
          actor: 'system',
        }
      : null,
  )
  return messages.length > 0
}
