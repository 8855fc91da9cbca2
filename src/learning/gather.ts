import type { FailureCase } from '#learning/contract.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { findMisreadings, type Misreading } from '#learning/feelings/find-misreadings.ts'
import { type Failure, findFailures } from '#learning/find-failures.ts'
import { maskCase } from '#learning/mask-case.ts'
import { putCase } from '#learning/queries.ts'
import { messageAt, wordsOf } from '#learning/said.ts'
import { readLearningSettings } from '#learning/settings.ts'
import { tellCase } from '#learning/tell-case.ts'
import { hashText } from '#platform/hash-text.ts'
import { newId } from '#platform/id.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { surenessOf } from '#understanding/emotion/sureness.ts'
import { hasWords } from '#understanding/models/labels/read-file.ts'

export type GatherDeps = Pick<LearningDeps, 'database' | 'conversations' | 'understand'>

/** Failure cases gather by themselves: what a batch of facts says went wrong. Harmless when a batch comes again. */
export async function gatherCases(deps: GatherDeps, events: LedgerEvent[]): Promise<void> {
  for (const event of events) {
    for (const failure of await findFailures(deps.database.db, event)) if (await keepCase(deps, failure)) break
    for (const misreading of await findMisreadings(deps, event)) await keepCase(deps, misreading)
  }
}

/** Keeps the customer's message as a case; false when it holds no words, or only some that are known. */
export async function keepCase(
  deps: GatherDeps,
  failure: Failure | Misreading,
  isKnown: (text: string) => Promise<boolean> = async () => false,
): Promise<boolean> {
  const { database, conversations } = deps
  const { kind, conversationId, seq, reason } = failure
  const said = await messageAt(conversations, conversationId, seq)
  if (!said) return false
  const written = wordsOf(said.parts)
  const text = maskCase(written)
  if (!(kind === 'emotion' ? hasWords(text) : hasSentence(text)) || (await isKnown(text))) return false
  const { language } = await conversations.find(conversationId)
  const { secondShare } = await readLearningSettings(database.db)
  const put = await putCase(database, {
    id: newId(),
    kind,
    conversationId,
    seq,
    at: said.at,
    language,
    text,
    ...(failure.kind === 'emotion' ? felt(deps, written, language) : taken(failure)),
    reason,
    second: shareOf(`${conversationId}:${seq}`) < secondShare,
  })
  if (put?.fresh) await database.transaction((tx) => tellCase(tx, put.id, 'gathered', 'system'))
  return true
}

/** A number alone, a sign, a letter: nothing to learn from. */
const hasSentence = (text: string): boolean => /\p{L}.*\p{L}/u.test(text.replace(/\{\w+\}/g, ''))

const taken = ({ turn }: Failure) => ({
  taken: turn?.intents[0]?.id ?? null,
  confidence: turn?.intents[0]?.confidence ?? 0,
})

function felt({ understand }: GatherDeps, written: string, language: FailureCase['language']) {
  const { emotion } = understand(written, { language, now: new Date() })
  return { taken: emotion.label, confidence: surenessOf(emotion) }
}

/** A number 0…1 that depends on the case alone, so that a repeat decides the same. */
function shareOf(key: string): number {
  const hash = hashText(key)
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000
}
