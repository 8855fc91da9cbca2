import type { Conversations } from '#conversations/change.ts'
import type { Conversation } from '#conversations/contract.ts'
import { toConversation } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import { ledger } from '#platform/ledger/read.ts'

export type Queue = { waiting: Conversation[]; mine: Conversation[]; position: string }

/** What needs a person: the most urgent first, then who has waited longest; and the asking person's own chats. */
export async function readQueue(database: Database, conversations: Conversations, userId: string): Promise<Queue> {
  // The position comes first: what changes while we read is told again, never missed.
  const position = await ledger.end(database)
  const [waiting, mine] = await Promise.all([conversations.live('queued'), conversations.live('human', userId)])
  return { waiting: waiting.map(toConversation), mine: mine.map(toConversation), position }
}
