import type { StoredConversation } from '#conversations/stored.ts'
import { initialState } from '#dialogue/state.ts'
import type { Caller } from '#reception/contract.ts'
import type { Language } from '#understanding/contract.ts'

/** A conversation that does not exist yet: version 0, nothing said. */
export function freshConversation(
  id: string,
  from: { channel: string; language: Language },
  caller: Caller,
): StoredConversation {
  const now = new Date().toISOString()
  return {
    id,
    customerId: caller.id,
    customerName: caller.name,
    tier: caller.tier,
    channel: from.channel,
    language: from.language,
    status: 'bot',
    version: 0,
    lastSeq: 0,
    answeredSeq: 0,
    customerSeq: 0,
    dialogue: initialState(from.language),
    pending: null,
    leaseOwner: null,
    leaseUntil: null,
    assigneeId: null,
    skill: null,
    queueId: null,
    priority: 0,
    subject: null,
    handOver: null,
    queuedAt: null,
    acceptedAt: null,
    openedAt: now,
    closedAt: null,
    closeReason: null,
    lastMessageAt: now,
    lastMessage: null,
    customerReadSeq: 0,
    customerDeliveredSeq: 0,
    agentReadSeq: 0,
    rating: null,
    ratingComment: null,
    tags: [],
    snoozedUntil: null,
    mergedInto: null,
    waitingSince: null,
    unansweredSeqs: [],
    wokenAt: null,
    participants: [],
  }
}
