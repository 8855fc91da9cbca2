import { requireReadable } from '#conversations/access.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { MessageFeeling } from '#learning/contract.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { keepCase } from '#learning/gather.ts'
import { type Labeller, reopenCase, settleCase } from '#learning/label.ts'
import { maskCase } from '#learning/mask-case.ts'
import { findCaseOf } from '#learning/queries.ts'
import { messageAt, wordsOf } from '#learning/said.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import type { EmotionLabel, Labelled } from '#understanding/models/labels/contract.ts'
import { addLabel, labelOf, removeLabel } from '#understanding/models/labels/labels.ts'
import { hasWords } from '#understanding/models/labels/read-file.ts'

/** As the labels of feelings know who acts. */
const asBy = ({ actor, ip }: Labeller) => ({ actor, ip })
type Place = { conversationId: string; seq: number }

/** What is read from a customer's message now, and what somebody said of it. Throws not_found. */
export async function readFeeling(deps: LearningDeps, actor: Actor, place: Place): Promise<MessageFeeling> {
  const said = await sentenceAt(deps, actor, place)
  const { emotion } = deps.understand(said.written, { language: said.language, now: new Date() })
  const { label, level, because } = emotion
  const words = [...new Set(because.map(({ text }) => text))].slice(0, 4)
  return { label, level, words, said: await labelOf(deps.database.db, said.text) }
}

/**
 * Somebody at the desk says what a message really felt like: the customer's state follows at once, the model with the
 * next training. It is a case with its label in one step. Throws not_found.
 */
export async function correctFeeling(
  deps: LearningDeps,
  actor: Actor,
  place: Place,
  to: Pick<EmotionLabel, 'label' | 'level'>,
  by: Labeller,
): Promise<Labelled> {
  const { text, written, language, customerId } = await sentenceAt(deps, actor, place)
  await keepCase(deps, { kind: 'emotion', ...place, reason: 'agent-correction' })
  const one = await findCaseOf(deps.database.db, 'emotion', place)
  const readAs = deps.understand(written, { language, now: new Date() }).emotion.label
  return deps.database.transaction(async (tx) => {
    const done = await addLabel(tx, recordAudit, { ...to, text, language, source: 'desk', readAs, ...place }, asBy(by))
    const label = { kind: 'emotion' as const, emotion: done.label.label, level: done.label.level }
    if (one) await settleCase(tx, one.id, label, done.label.id, by)
    await deps.putFeelingRight(tx, { ...place, customerId }, to)
    return done
  })
}

/** Takes such a correction back. Throws not_found. */
export async function undoFeeling(deps: LearningDeps, actor: Actor, place: Place, by: Labeller): Promise<void> {
  const { text, customerId } = await sentenceAt(deps, actor, place)
  await deps.database.transaction(async (tx) => {
    const label = await labelOf(tx, text)
    if (!label) throw new AppError('not_found')
    await removeLabel(tx, recordAudit, label.id, asBy(by))
    const one = await findCaseOf(tx, 'emotion', place)
    if (one) await reopenCase(tx, one, by)
    await deps.putFeelingRight(tx, { ...place, customerId }, null)
  })
}

/** A customer's message with words, without personal data and as it was written. */
async function sentenceAt(deps: LearningDeps, actor: Actor, { conversationId, seq }: Place) {
  const conversation = await deps.conversations.load(conversationId)
  requireReadable(actor, conversation)
  const message = await messageAt(deps.conversations, conversationId, seq)
  const written = message ? wordsOf(message.parts) : ''
  const text = maskCase(written)
  if (!hasWords(text)) throw new AppError('not_found')
  const { language, customerId } = conversation
  return { text, written, language, customerId }
}
