import type { Conversations } from '#conversations/change.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { setPresence } from '#desk/presence.ts'
import type { Queue } from '#desk/routing/contract.ts'
import { insertQueue, listQueues, updateQueue } from '#desk/routing/queries.ts'
import { GENERAL_QUEUE } from '#desk/routing/starting-policy.ts'
import type { Database } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'

/** A conversation of a seeded customer that waits for a person since `at`. */
export async function startWaiting(
  conversations: Conversations,
  more: Partial<StoredConversation> = {},
  at = new Date(),
): Promise<string> {
  const id = newId()
  const time = at.toISOString()
  const fresh: StoredConversation = {
    ...{ id, customerId: 'c-lin', customerName: '', tier: 'regular', channel: `test-${id}`, language: 'zh' },
    ...{ status: 'bot', version: 0, lastSeq: 0, answeredSeq: 0, customerSeq: 0, dialogue: {}, pending: null },
    ...{ leaseOwner: null, leaseUntil: null, assigneeId: null, skill: null, queueId: null, priority: 0, subject: null },
    ...{ handOver: null, queuedAt: null, acceptedAt: null, openedAt: time, closedAt: null, closeReason: null },
    ...{ lastMessageAt: time, lastMessage: null, customerReadSeq: 0, customerDeliveredSeq: 0, agentReadSeq: 0 },
    ...{
      rating: null,
      ratingComment: null,
      tags: [],
      snoozedUntil: null,
      mergedInto: null,
      waitingSince: null,
      unansweredSeqs: [],
    },
    ...{ wokenAt: null, participants: [] },
  }
  const { customerId = 'c-lin', channel, ...patch } = more
  await conversations.open({ ...fresh, customerId, ...(channel && { channel }) }, () => ({
    messages: [{ author: { kind: 'customer', id: customerId, name: '' }, parts: [{ kind: 'text', text: '转人工' }] }],
    actor: `customer:${customerId}`,
    patch: { status: 'queued', queuedAt: time, ...patch },
    what: 'queued',
  }))
  return id
}

/** Sets parts of a queue; one that is not there is made from the general one. */
export async function putQueue(database: Database, id: string, more: Partial<Queue>): Promise<void> {
  const { id: _, ...general } = GENERAL_QUEUE
  const known = (await listQueues(database.db)).find((queue) => queue.id === id)
  if (!known) await insertQueue(database.db, id, { ...general, position: 1, ...more }, 'test')
  else {
    const { id: __, version, updatedAt: ___, ...settings } = known
    await database.transaction((tx) => updateQueue(tx, id, version, { ...settings, ...more }, 'test'))
  }
}

export const present = (database: Database, userId: string, status: 'online' | 'away' | 'offline' = 'online') =>
  database.transaction((tx) => setPresence(tx, userId, { status, reason: '' }))
