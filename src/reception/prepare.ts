import type { Caller, InboundMessage } from '#reception/contract.ts'
import { textOf } from '#reception/decide.ts'
import type { ReceptionDeps } from '#reception/deps.ts'

/**
 * Lets the mind fetch what it needs of a message before the turn, which itself waits for nothing. Whoever talks with a
 * person needs nothing. One customer's messages stay in their order, however long each takes.
 */
export function openPrepare({ mind, conversations }: Pick<ReceptionDeps, 'mind' | 'conversations'>) {
  const latest = new Map<string, Promise<void>>()
  const fetchFor = async (inbound: InboundMessage, caller: Caller) => {
    const running = await conversations.findOpen(inbound.customerId, inbound.channel)
    if (!running || running.status === 'bot') await mind.prepare?.(textOf(inbound.parts), [caller.name])
  }
  return async (inbound: InboundMessage, caller: Caller): Promise<void> => {
    if (!mind.prepare) return
    const { customerId } = inbound
    const own = Promise.all([latest.get(customerId), fetchFor(inbound, caller)]).then(() => undefined)
    latest.set(customerId, own)
    try {
      await own
    } finally {
      if (latest.get(customerId) === own) latest.delete(customerId)
    }
  }
}
