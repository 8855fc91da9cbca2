import { requireReadable } from '#conversations/access.ts'
import type { FailureCase, IntentChoice } from '#learning/contract.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { turnAt } from '#learning/find-failures.ts'
import { keepCase } from '#learning/gather.ts'
import { type Labeller, labelCase } from '#learning/label.ts'
import { findCaseOf } from '#learning/queries.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'

/** An agent says what a customer's message really meant: a case with its label in one step. Throws not_found. */
export async function correctIntent(
  deps: LearningDeps,
  actor: Actor,
  { conversationId, seq, intentId }: { conversationId: string; seq: number; intentId: string },
  by: Labeller,
): Promise<FailureCase> {
  requireReadable(actor, await deps.conversations.load(conversationId))
  if (!deps.intents().some(({ id }) => id === intentId)) throw new AppError('bad_request', { detail: 'intentId' })
  const turn = await turnAt(deps.database.db, conversationId, seq)
  await keepCase(deps, { kind: 'intent', conversationId, seq, reason: 'agent-correction', turn })
  const one = await findCaseOf(deps.database.db, 'intent', { conversationId, seq })
  if (!one) throw new AppError('not_found')
  return deps.database.transaction((tx) => labelCase(tx, one.id, { kind: 'intent', intentId }, by))
}

/** What the desk offers beside a customer's message: how it was taken and what it may have meant. Throws not_found. */
export async function intentChoices(
  deps: LearningDeps,
  actor: Actor,
  { conversationId, seq }: { conversationId: string; seq: number },
): Promise<IntentChoice> {
  requireReadable(actor, await deps.conversations.load(conversationId))
  const turn = await turnAt(deps.database.db, conversationId, seq)
  const intents = deps.intents().map(({ id, title }) => ({ id, title }))
  const ids = (turn?.intents ?? []).map(({ id }) => id)
  return {
    taken: turn?.intent ?? ids[0] ?? null,
    likely: ids.filter((id) => intents.some((intent) => intent.id === id)),
    intents,
  }
}
