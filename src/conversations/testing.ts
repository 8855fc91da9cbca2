import type { Conversations } from '#conversations/change.ts'
import type { Change, StoredConversation } from '#conversations/stored.ts'
import { newId } from '#platform/id.ts'

/** A conversation of a seeded customer for a test, on a channel of its own; `change` is its first. */
export async function openTestConversation(
  conversations: Conversations,
  change: Omit<Change, 'actor'>,
  customerId = 'c-lin',
  channel?: string,
): Promise<string> {
  const id = newId()
  const at = new Date().toISOString()
  const fresh: StoredConversation = {
    ...{ id, customerId, customerName: 'Lin', tier: 'regular', channel: channel ?? `t-${id}`, language: 'zh' },
    ...{ status: 'bot', version: 0, lastSeq: 0, answeredSeq: 0, customerSeq: 0, dialogue: {}, pending: null },
    ...{
      leaseOwner: null,
      leaseUntil: null,
      assigneeId: null,
      skill: null,
      queueId: null,
      priority: 0,
      subject: null,
      handOver: null,
    },
    ...{ queuedAt: null, acceptedAt: null, openedAt: at, closedAt: null, closeReason: null, lastMessageAt: at },
    ...{ lastMessage: null, customerReadSeq: 0, customerDeliveredSeq: 0, agentReadSeq: 0, rating: null },
    ...{
      ratingComment: null,
      tags: [],
      snoozedUntil: null,
      mergedInto: null,
      waitingSince: null,
      unansweredSeqs: [],
      wokenAt: null,
      participants: [],
    },
  }
  await conversations.open(fresh, () => ({ actor: `customer:${customerId}` }))
  await conversations.change(id, () => ({ ...change, actor: `customer:${customerId}` }))
  return id
}
