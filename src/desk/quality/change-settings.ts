import type { z } from 'zod'
import { deleteRule, findCard, insertNote, markNoteRead, putCard, putRule } from '#desk/quality/card-queries.ts'
import type {
  CoachingNote,
  coachingInput,
  SamplingRule,
  SamplingRuleInput,
  Scorecard,
  ScorecardInput,
} from '#desk/quality/contract.ts'
import { auditQuality, type By, tellQuality } from '#desk/quality/deps.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { findMember } from '#team/member.ts'

/** A new card, or the next version of one. */
export async function changeCard(tx: Tx, id: string, input: ScorecardInput, by: By): Promise<Scorecard> {
  const version = ((await findCard(tx, id))?.version ?? 0) + 1
  await putCard(tx, id, version, input, by.actor)
  await auditQuality(tx, by, 'scorecard.changed', `scorecard:${id}`, { version, criteria: input.criteria.length })
  await settingsChanged(tx, by)
  return { ...input, id, version }
}

export async function changeRule(tx: Tx, id: string, input: SamplingRuleInput, by: By): Promise<SamplingRule> {
  if (input.agentId !== null && !(await findMember(tx, input.agentId))) throw new AppError('not_found')
  await putRule(tx, id, input, by.actor)
  await auditQuality(tx, by, 'sampling-rule.changed', `sampling-rule:${id}`, { ...input })
  await settingsChanged(tx, by)
  return { ...input, id }
}

export async function removeRule(tx: Tx, id: string, by: By): Promise<void> {
  if (!(await deleteRule(tx, id))) throw new AppError('not_found')
  await auditQuality(tx, by, 'sampling-rule.removed', `sampling-rule:${id}`, {})
  await settingsChanged(tx, by)
}

const settingsChanged = (tx: Tx, by: By) =>
  tellQuality(tx, by.actor, { agentId: by.userId, reviewId: null, what: 'settings' })

/** A note to an agent. Throws not_found for somebody who is none. */
export async function coach(tx: Tx, input: z.output<typeof coachingInput>, by: By): Promise<CoachingNote> {
  const member = await findMember(tx, input.agentId)
  if (!member) throw new AppError('not_found')
  const note = await insertNote(tx, { ...input, id: newId(), authorId: by.userId, authorName: by.name })
  await tellQuality(tx, by.actor, { agentId: input.agentId, reviewId: input.reviewId, what: 'coached' })
  await auditQuality(tx, by, 'quality.coached', `user:${input.agentId}`, { noteId: note.id })
  return note
}

/** The agent has read it; a second reading keeps the moment of the first. Throws not_found for a note that is not his. */
export async function readNote(tx: Tx, id: string, by: By): Promise<void> {
  if (!(await markNoteRead(tx, id, by.userId))) throw new AppError('not_found')
  await tellQuality(tx, by.actor, { agentId: by.userId, reviewId: null, what: 'read' })
}
