import type { Conversation } from '#conversations/contract.ts'
import type { Alert } from '#emotion/alerts/contract.ts'
import type { CaseReason } from '#learning/contract.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { LOW_RATING } from '#learning/find-failures.ts'
import { wordsOf } from '#learning/said.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { POLARITY } from '#understanding/emotion/labels.ts'

/** A customer's message whose feeling may have been read wrongly. */
export type Misreading = { kind: 'emotion'; conversationId: string; seq: number; reason: CaseReason }

/** Messages that an alarm was raised for, the one that did it first. */
const OF_AN_ALARM = 3
/** Newest messages of a conversation that was rated badly. */
const LOOKED_THROUGH = 50

/** Messages of which an event says that what is felt in them was read wrongly; most events say nothing. */
export async function findMisreadings(
  deps: Pick<LearningDeps, 'conversations' | 'understand'>,
  event: LedgerEvent,
): Promise<Misreading[]> {
  const { kind, conversationId, payload } = event
  if (!conversationId) return []
  const found = (seqs: number[], reason: CaseReason): Misreading[] =>
    seqs.map((seq) => ({ kind: 'emotion', conversationId, seq, reason }))
  if (kind === 'alert.changed') {
    const { what, alert } = payload as { what: string; alert: Alert }
    return what === 'closed' && alert.closeReason === 'false-alarm' ? found(raisedBy(alert), 'false-alarm') : []
  }
  if (kind !== 'conversation.changed' || payload.what !== 'rated') return []
  const { rating, language, lastSeq } = payload.conversation as Conversation
  if ((rating ?? 5) > LOW_RATING) return []
  const seq = await leastCalm(deps, conversationId, language, lastSeq)
  return found(seq ? [seq] : [], 'negative-rating')
}

function raisedBy({ raisedSeq, emotion }: Alert): number[] {
  const spoke = emotion.because.flatMap(({ kind, seq }) => (kind === 'word' || kind === 'message' ? [seq] : []))
  return [...new Set([raisedSeq, ...spoke])].filter((seq) => seq !== null).slice(0, OF_AN_ALARM)
}

/** Of a conversation in which nothing bad was read: the message that may have held something. */
async function leastCalm(
  { conversations, understand }: Pick<LearningDeps, 'conversations' | 'understand'>,
  conversationId: string,
  language: Conversation['language'],
  lastSeq: number,
): Promise<number | null> {
  const page = { after: Math.max(0, lastSeq - LOOKED_THROUGH), limit: LOOKED_THROUGH, internal: false }
  let least: { seq: number; negative: number } | null = null
  for (const { seq, author, parts } of await conversations.messages(conversationId, page)) {
    const text = author.kind === 'customer' ? wordsOf(parts) : ''
    if (!text) continue
    const { emotion } = understand(text, { language, now: new Date() })
    if (POLARITY[emotion.label] < 0) return null
    if (emotion.negative > (least?.negative ?? 0)) least = { seq, negative: emotion.negative }
  }
  return least?.seq ?? null
}
