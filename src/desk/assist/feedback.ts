import type { AssistFeedback, AssistOutcome } from '#desk/assist/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** Changed less than this counts as used as it is; more than that, as replaced by words of one's own. */
const AS_IT_IS = 0.05
const REPLACED = 0.8

/** What became of a suggestion, by how much of it was sent. Pure. */
export function judge(inserted: string, sent: string | null): AssistOutcome {
  if (sent === null) return { what: 'rejected', distance: 1 }
  const distance = editDistance(inserted.trim(), sent.trim())
  if (distance <= AS_IT_IS) return { what: 'used', distance }
  return distance <= REPLACED ? { what: 'edited', distance } : { what: 'rejected', distance }
}

/** Writes down what became of it; the ranker of every node reads that. */
export async function recordFeedback(
  tx: Tx,
  about: { conversationId: string; customerId: string; actor: string },
  { suggestion, seq, above, inserted, sent }: AssistFeedback,
): Promise<AssistOutcome> {
  const judged = judge(inserted, sent)
  const { id, ...rest } = suggestion
  const payload = {
    ...{ conversationId: about.conversationId, seq, suggestionId: id, ...rest },
    ...{ above, distance: judged.distance },
  }
  await appendEvents(tx, [{ kind: `assist.${judged.what}`, ...about, payload }])
  return judged
}

/** Share of characters to add, remove or replace to come from one text to the other, 0…1. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  const longest = Math.max(left.length, right.length)
  if (longest === 0) return 0
  let row = Array.from({ length: right.length + 1 }, (_, j) => j)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same))
    }
    row = next
  }
  return Math.round((row[right.length]! / longest) * 1000) / 1000
}
