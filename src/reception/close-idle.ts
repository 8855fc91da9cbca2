import type { Conversations } from '#conversations/change.ts'

/** After this long without a word, a chat with the bot counts as over. */
const IDLE_MS = 24 * 3600_000

/** Closes what the customer left with the bot. Safe on several nodes at once. */
export async function closeIdle(conversations: Conversations, now = new Date()): Promise<number> {
  const ids = await conversations.idle('bot', new Date(now.getTime() - IDLE_MS), 500)
  for (const id of ids) {
    await conversations.change(id, (c) => {
      const idle = c.status === 'bot' && !c.pending && now.getTime() - Date.parse(c.lastMessageAt) > IDLE_MS
      if (!idle) return null
      return {
        patch: { status: 'closed', closedAt: now.toISOString(), closeReason: 'no-reply' },
        what: 'closed',
        actor: 'system',
      }
    })
  }
  return ids.length
}
