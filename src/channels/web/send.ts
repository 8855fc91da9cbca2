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
  name?: string,
): void {
  const payload = { conversationId: to.conversationId, who, typing, ...(name ? { name } : {}) }
  hub.signal(
    'typing',
    who === 'customer'
      ? [`conversation:${to.conversationId}`]
      : [`customer:${to.customerId}`, `conversation:${to.conversationId}`],
    payload,
  )
}

/** Tells the desk whether the customer's window is open. */
export function sendPresence(hub: Hub, customerId: string, online: boolean): void {
  hub.signal('presence', ['team'], { customerId, online })
}
