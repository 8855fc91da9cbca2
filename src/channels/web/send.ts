import type { Hub } from '#platform/realtime/hub.ts'

/**
 * Messages need no sending here: the ledger pushes them to the customer's sockets at commit, and replays them to a
 * widget that was away. What is left are the passing signals.
 */
export function sendTyping(
  hub: Hub,
  to: { conversationId: string; customerId: string },
  who: 'customer' | 'agent' | 'bot',
  typing: boolean,
  by?: { name: string; userId: string | null },
): void {
  const payload = { conversationId: to.conversationId, who, typing, ...(by && { name: by.name }) }
  if (who !== 'customer') hub.signal('typing', [`customer:${to.customerId}`], payload)
  // Colleagues are named in the reader's language, by who they are.
  const forTeam = { ...payload, ...(by?.userId && { userId: by.userId }) }
  hub.signal('typing', [`conversation:${to.conversationId}`], forTeam)
}

/** Tells the desk whether the customer's window is open. */
export function sendPresence(hub: Hub, customerId: string, online: boolean): void {
  hub.signal('presence', ['team'], { customerId, online })
}
