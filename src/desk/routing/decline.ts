import type { Conversations } from '#conversations/change.ts'
import { lapseOffer } from '#desk/routing/queries.ts'
import type { Database } from '#platform/db/open.ts'

/** What was held out to somebody, or meant for him, goes to the next one in the coming round. */
export async function decline(
  { database, conversations }: { database: Database; conversations: Conversations },
  conversationId: string,
  userId: string,
): Promise<void> {
  if (await lapseOffer(database.db, conversationId, userId)) return
  await conversations.change(conversationId, (c) =>
    c.status === 'queued' && c.assigneeId === userId
      ? { patch: { assigneeId: null }, what: 'queued', actor: `user:${userId}` }
      : null,
  )
}
