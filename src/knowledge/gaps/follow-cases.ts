import type { Conversation } from '#conversations/contract.ts'
import { type Case, draftFromCase } from '#knowledge/gaps/draft-from-case.ts'
import { offerSuggestion } from '#knowledge/gaps/suggest.ts'
import type { Database } from '#platform/db/open.ts'
import { type Follower, followLedger } from '#platform/ledger/follow.ts'
import type { Log } from '#platform/log.ts'

/** Reads a conversation; null when there is none. */
export type ReadCase = (conversationId: string) => Promise<Case | null>

/** A person was asked because the bot had no answer. */
const UNANSWERED = new Set(['low-confidence', 'circuit-breaker'])

/** Every case that an agent solved because the bot could not becomes a suggestion when it closes. */
export function followCases(deps: { database: Database; log: Log; readCase: ReadCase }): Promise<Follower> {
  const { database, log, readCase } = deps
  return followLedger({
    database,
    log,
    name: 'knowledge-cases',
    kinds: ['conversation.changed'],
    wants: ({ payload }) => payload.what === 'closed',
    handle: async (events) => {
      for (const { conversationId, payload } of events) {
        if (!conversationId) continue
        const { closeReason, handOver } = payload.conversation as Conversation
        if (closeReason !== 'solved' || !handOver || !UNANSWERED.has(handOver.reason)) continue
        const solved = await readCase(conversationId)
        const offered = solved && draftFromCase(solved)
        if (offered) await database.transaction((tx) => offerSuggestion(tx, offered))
      }
    },
  })
}
