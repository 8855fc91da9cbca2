import { type Conversations, DuplicateMessage } from '#conversations/change.ts'
import type { Message } from '#conversations/contract.ts'
import type { Change, StoredConversation } from '#conversations/stored.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import type { InboundMessage, Opening, Received } from '#reception/contract.ts'
import { decideTurn, textOf } from '#reception/decide.ts'
import type { ReceptionDeps } from '#reception/deps.ts'
import { afterwards } from '#reception/finish.ts'
import { freshConversation } from '#reception/open.ts'
import { openPrepare } from '#reception/prepare.ts'
import { record } from '#reception/record.ts'

export type Reception = {
  /** A customer's message, durable and as far as possible answered when this resolves. Throws AppError to refuse it. */
  receive(inbound: InboundMessage): Promise<Received>
  /** The customer opened the chat from an order or product page; null when there is nothing to say about it. */
  begin(opening: Opening): Promise<string | null>
  /** Finishes turns that a crash or a lost node cut short. Returns how many it looked at. */
  recover(): Promise<number>
  /** Resolves when no turn is under way. */
  settled(): Promise<void>
  /** Resolves when the turn of this conversation is finished. */
  finished(conversationId: string): Promise<void>
}

/** What happens when a customer speaks. */
export function openReception(deps: ReceptionDeps): Reception {
  const { conversations } = deps
  const work = afterwards(deps)
  const prepare = openPrepare(deps)

  return {
    async receive(inbound) {
      if (deps.isBlocked(inbound.customerId)) throw new AppError('blocked')
      const caller = await deps.caller(inbound.customerId)
      try {
        await prepare(inbound, caller)
        const { conversation, messages } = await record(deps, inbound, caller)
        work.go(conversation)
        void deps.overhear?.(conversation, textOf(inbound.parts)).catch((error: unknown) => {
          deps.log.error({ err: error, conversationId: conversation.id }, 'a message was not looked through')
        })
        const stored = messages.find((message) => message.clientId === inbound.clientId) as Message
        return { conversationId: conversation.id, seq: stored.seq, duplicate: false, at: stored.at }
      } catch (error) {
        if (!(error instanceof DuplicateMessage)) throw error
        const { conversationId, seq, at } = error.message_
        return { conversationId, seq, duplicate: true, at }
      }
    },
    async begin({ context, ...from }) {
      if (!context.orderId && !context.productId) return null
      const caller = await deps.caller(from.customerId)
      const greet = (c: StoredConversation): Change | null =>
        c.status === 'bot' && !c.pending && c.answeredSeq >= c.customerSeq
          ? decideTurn(deps.mind, c, caller, { kind: 'opened', context }, new Date(), deps.node)
          : null
      const running = await conversations.findOpen(from.customerId, from.channel)
      const changed = running
        ? await conversations.change(running.id, greet)
        : await conversations.open(freshConversation(newId(), from, caller), greet)
      if (changed) work.go(changed.conversation)
      return changed?.conversation.id ?? null
    },
    async recover() {
      const ids = await conversations.unanswered()
      for (const id of ids) work.go(await conversations.load(id))
      return ids.length
    },
    settled: work.settled,
    finished: work.finished,
  }
}

/** The bot's and the house's messages after a customer message, up to the next one of the customer. */
export async function repliesTo(conversations: Conversations, conversationId: string, seq: number): Promise<Message[]> {
  const later = await conversations.messages(conversationId, { after: seq, limit: 50, internal: false })
  const next = later.findIndex((message) => message.author.kind === 'customer')
  return next < 0 ? later : later.slice(0, next)
}
