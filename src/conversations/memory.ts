import type { StoredConversation } from '#conversations/stored.ts'

/** Conversations kept at their last known version; a stale one costs one reload, never a wrong write. */
export type Memory = {
  get(id: string): StoredConversation | undefined
  put(conversation: StoredConversation): void
  drop(id: string): void
  /** The customer's open conversation as far as this node knows. */
  openOf(customerId: string, channel: string): StoredConversation | undefined
  dropCustomer(customerId: string): void
}

const REMEMBERED = 20_000

export function openMemory(): Memory {
  const byId = new Map<string, StoredConversation>()
  const open = new Map<string, string>()
  const drop = (id: string) => {
    const known = byId.get(id)
    if (!known) return
    byId.delete(id)
    const key = keyOf(known.customerId, known.channel)
    if (open.get(key) === id) open.delete(key)
  }
  return {
    get: (id) => byId.get(id),
    put(conversation) {
      drop(conversation.id)
      byId.set(conversation.id, conversation)
      if (conversation.status !== 'closed')
        open.set(keyOf(conversation.customerId, conversation.channel), conversation.id)
      if (byId.size > REMEMBERED) drop(byId.keys().next().value!)
    },
    drop,
    openOf: (customerId, channel) => byId.get(open.get(keyOf(customerId, channel)) ?? ''),
    dropCustomer(customerId) {
      for (const { id, customerId: owner } of byId.values()) if (owner === customerId) drop(id)
    },
  }
}

const keyOf = (customerId: string, channel: string) => `${channel} ${customerId}`
