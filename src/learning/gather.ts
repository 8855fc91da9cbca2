import type { Conversations } from '#conversations/change.ts'
import type { Part } from '#conversations/contract.ts'
import { type Failure, findFailures, type Turn } from '#learning/find-failures.ts'
import { maskCase } from '#learning/mask-case.ts'
import { putCase } from '#learning/queries.ts'
import { readLearningSettings } from '#learning/settings.ts'
import { tellCase } from '#learning/tell-case.ts'
import type { Database } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'

type Deps = { database: Database; conversations: Conversations }

/** Failure cases gather by themselves: what a batch of facts says went wrong. Harmless when a batch comes again. */
export async function gatherCases(deps: Deps, events: LedgerEvent[]): Promise<void> {
  for (const event of events)
    for (const failure of await findFailures(deps.database.db, event)) if (await keepCase(deps, failure)) break
}

/** Keeps the customer's message as a case; false when it holds no words. */
export async function keepCase(deps: Deps, failure: Failure): Promise<boolean> {
  const { database, conversations } = deps
  const { conversationId, seq, reason, turn } = failure
  const [said] = await conversations.messages(conversationId, { after: seq - 1, limit: 1, internal: false })
  const text = said?.seq === seq && said.author.kind === 'customer' ? maskCase(wordsOf(said.parts)) : ''
  // A number alone, a sign, a letter: nothing to learn from.
  if (!said || !/\p{L}.*\p{L}/u.test(text.replace(/\{\w+\}/g, ''))) return false
  const { language } = await conversations.find(conversationId)
  const { secondShare } = await readLearningSettings(database.db)
  const put = await putCase(database, {
    id: newId(),
    conversationId,
    seq,
    at: said.at,
    language,
    text,
    ...taken(turn),
    reason,
    second: shareOf(`${conversationId}:${seq}`) < secondShare,
  })
  if (put?.fresh) await database.transaction((tx) => tellCase(tx, put.id, 'gathered', 'system'))
  return true
}

const taken = (turn: Turn | null) => ({
  intent: turn?.intents[0]?.id ?? null,
  confidence: turn?.intents[0]?.confidence ?? 0,
})

/** What was written; a tapped choice is no wording of the customer's. */
export const wordsOf = (parts: Part[]): string =>
  parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')

/** A number 0…1 that depends on the case alone, so that a repeat decides the same. */
function shareOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000
}
