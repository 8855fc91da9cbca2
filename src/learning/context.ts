import type { Message, Part } from '#conversations/contract.ts'
import type { CaseContext, FailureCase } from '#learning/contract.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { labelsOf } from '#learning/label-queries.ts'
import { maskCase } from '#learning/mask-case.ts'

const BEFORE = 5
const AFTER = 3

/**
 * What was said around a case, as masked as the case itself: who labels may be somebody who reads no conversations.
 * The labels are told only where two people disagree, for whoever decides between them.
 */
export async function contextOf(deps: LearningDeps, one: FailureCase): Promise<CaseContext> {
  const page = { after: Math.max(0, one.seq - 1 - BEFORE), limit: BEFORE + 1 + AFTER, internal: false }
  const messages = await deps.conversations.messages(one.conversationId, page)
  const labels = one.disputed ? await labelsOf(deps.database.db, one.id) : []
  return {
    messages: messages.flatMap((message) => {
      const text = maskCase(message.parts.flatMap(wordsOf).join(' · '))
      return text === '' || message.author.kind === 'system' ? [] : [{ ...placeOf(message), text }]
    }),
    labels: labels.map(({ userId, label }) => ({ by: userId, label })),
  }
}

const placeOf = ({ seq, at, author }: Message) => ({ seq, at, by: author.kind })

function wordsOf(part: Part): string[] {
  if (part.kind === 'text') return [part.text]
  if (part.kind === 'choice') return [part.label]
  if (part.kind === 'choices') return part.options.map(({ label }) => label)
  return part.kind === 'source' || part.kind === 'card' ? [part.title] : []
}
