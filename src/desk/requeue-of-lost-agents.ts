import { LOST_AFTER_MS } from '#desk/contract.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { leftByAgent } from '#desk/hand-over-chats.ts'
import { announcePresence } from '#desk/presence.ts'
import { findAbandoned, markSilentOffline } from '#desk/queries.ts'

type Deps = Pick<DeskDeps, 'database' | 'conversations'>

/**
 * Job, every 10 s or so: who has been silent or offline for a minute is gone, and his chats wait for somebody else; one
 * that waited for him in particular now waits for anybody. Safe on several nodes at once. Gives how many chats moved.
 */
export async function requeueOfLostAgents({ database, conversations }: Deps, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - LOST_AFTER_MS)
  const abandoned = await findAbandoned(database.db, before)
  await database.transaction(async (tx) => {
    for (const { userId, presence } of await markSilentOffline(tx, before, 'connection-lost', now)) {
      await announcePresence(tx, userId, presence, 'system')
    }
  })
  let moved = 0
  for (const { id, assigneeId } of abandoned) {
    const { messages } = await conversations.change(id, (c) => {
      if (c.assigneeId !== assigneeId) return null
      if (c.status === 'queued') return { patch: { assigneeId: null }, what: 'queued', actor: 'system' }
      if (c.status !== 'human') return null
      return leftByAgent(c, now)
    })
    moved += messages.length
  }
  return moved
}
