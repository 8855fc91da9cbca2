import type { Conversations } from '#conversations/change.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { LeftRequest } from '#desk/contract.ts'
import { notice } from '#desk/deps.ts'
import type { Database, Tx } from '#platform/db/open.ts'

/** Opens a ticket in the caller's transaction; the same key opens one only. */
export type OpenRequestTicket = (
  tx: Tx,
  request: LeftRequest & { customerId: string; conversationId: string | null; language: 'zh' | 'en'; onceKey: string },
) => Promise<{ number: number }>

export type RequestDeps = {
  database: Database
  conversations: Conversations
  freshDialogue: (language: 'zh' | 'en') => unknown
  openTicket: OpenRequestTicket
}

/**
 * Instead of waiting: a message to be answered later, or a call back, as a ticket. Who waited for a person leaves the
 * queue and has the bot again; who talks with a person goes on with him.
 */
export async function leaveRequest(
  deps: RequestDeps,
  customerId: string,
  channel: string,
  request: LeftRequest,
  locale: 'zh' | 'en',
): Promise<{ number: number }> {
  const open = await deps.conversations.findOpen(customerId, channel, true)
  const { number } = await deps.database.transaction((tx) =>
    deps.openTicket(tx, {
      ...request,
      customerId,
      conversationId: open?.id ?? null,
      language: open?.language ?? locale,
      onceKey: request.requestId,
    }),
  )
  if (open) await deps.conversations.change(open.id, (c) => told(deps, c, request, number))
  return { number }
}

function told(deps: RequestDeps, c: StoredConversation, { kind }: LeftRequest, number: number) {
  if (c.status === 'closed') return null
  const messages = [notice(kind === 'message' ? 'message-left' : 'call-back-asked', { number: String(number) })]
  if (c.status !== 'queued') return { messages, actor: `customer:${c.customerId}` }
  return {
    patch: {
      ...{ status: 'bot' as const, assigneeId: null, queuedAt: null, skill: null, queueId: null, priority: 0 },
      ...{ handOver: null, pending: null, answeredSeq: c.customerSeq, dialogue: deps.freshDialogue(c.language) },
    },
    messages,
    what: 'returned-to-bot' as const,
    actor: `customer:${c.customerId}`,
  }
}

/** Gives up waiting: the bot goes on at once. */
export async function stopWaiting(
  deps: Omit<RequestDeps, 'openTicket'>,
  customerId: string,
  channel: string,
): Promise<boolean> {
  const open = await deps.conversations.findOpen(customerId, channel, true)
  if (open?.status !== 'queued') return false
  const { messages } = await deps.conversations.change(open.id, (c) => {
    if (c.status !== 'queued') return null
    return {
      patch: {
        ...{ status: 'bot' as const, assigneeId: null, queuedAt: null, skill: null, queueId: null, priority: 0 },
        ...{ handOver: null, pending: null, answeredSeq: c.customerSeq, dialogue: deps.freshDialogue(c.language) },
      },
      messages: [notice('returned-to-bot')],
      what: 'returned-to-bot' as const,
      actor: `customer:${c.customerId}`,
    }
  })
  return messages.length > 0
}
