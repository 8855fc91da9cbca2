import type { AssistFeedback, AssistOutcome, Suggestion } from '../../../../../src/desk/assist/contract.ts'
import { post } from '../../../api.ts'

type Inserted = Pick<AssistFeedback, 'seq' | 'above' | 'inserted'> & { suggestion: Suggestion }

/** Suggestions that stand in a reply box and were not sent yet, by conversation. */
const waiting = new Map<string, Inserted[]>()
const MOST = 3

/** A suggestion was put into the reply box, before those that stood above it. */
export function noteInserted(
  conversationId: string,
  seq: number,
  suggestion: Suggestion,
  shown: readonly Suggestion[],
): void {
  const above = shown.filter(({ rank }) => rank < suggestion.rank)
  const one = { seq, suggestion, inserted: suggestion.text, above }
  waiting.set(conversationId, [...(waiting.get(conversationId) ?? []), one].slice(-MOST))
}

/** A reply was sent: what was put in counts as used or edited, by how much of it is left. */
export function reportSent(conversationId: string, sent: string): void {
  const inserted = waiting.get(conversationId) ?? []
  waiting.delete(conversationId)
  for (const one of inserted) void report(conversationId, { ...one, sent })
}

/** An agent threw a suggestion away. */
export function reportRejected(conversationId: string, seq: number, suggestion: Suggestion): void {
  void report(conversationId, { seq, suggestion, above: [], inserted: suggestion.text, sent: null })
}

async function report(
  conversationId: string,
  { suggestion, above, ...rest }: AssistFeedback & { suggestion: Suggestion },
) {
  const { id, kind, refId, rank, features } = suggestion
  const body: AssistFeedback = {
    ...rest,
    suggestion: { id, kind, refId, rank, features },
    above: above.map((one) => ({ kind: one.kind, refId: one.refId, features: one.features })),
  }
  // Help that learns a little less is no reason to disturb somebody at work.
  await post<AssistOutcome>(`/api/conversations/${conversationId}/assist/feedback`, body).catch(() => undefined)
}
