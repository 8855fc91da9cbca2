import { type Changed, DuplicateMessage } from '#conversations/change.ts'
import type { Change, StoredConversation } from '#conversations/stored.ts'
import { withoutNumbers } from '#dialogue/secret-asked.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { apologise } from '#reception/apologise.ts'
import type { Caller, InboundMessage } from '#reception/contract.ts'
import { decideMessage } from '#reception/decide.ts'
import type { ReceptionDeps } from '#reception/deps.ts'
import { freshConversation } from '#reception/open.ts'

/** Puts the message into the customer's conversation, the running one or a new one. A repeat throws DuplicateMessage. */
export async function record(deps: ReceptionDeps, inbound: InboundMessage, caller: Caller): Promise<Changed> {
  const { conversations } = deps
  const into = async (id: string): Promise<Changed | null> => {
    try {
      return await conversations.change(id, (c) => decide(deps, c, inbound, caller))
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conversation_closed')) throw error
      await refuseRepeat(deps, inbound)
      if (inbound.conversationId) throw error
      return null
    }
  }
  for (let attempt = 0; attempt < 5; attempt++) {
    const named = inbound.conversationId
    const running = named ? null : await conversations.findOpen(inbound.customerId, inbound.channel, attempt > 0)
    const id = named ?? running?.id
    const changed = id && (await into(id))
    if (changed) return changed
    if (id) continue
    const fresh = freshConversation(newId(), inbound, caller)
    const opened = await conversations.open(fresh, (c) => decide(deps, c, inbound, caller))
    if (opened) return opened
  }
  throw new AppError('conflict')
}

/** A message may be sent again after its conversation has ended; it is not a new one for that. */
async function refuseRepeat({ conversations }: ReceptionDeps, { customerId, clientId }: InboundMessage): Promise<void> {
  const earlier = await conversations.sentBy(customerId, clientId)
  if (earlier) throw new DuplicateMessage(earlier)
}

/** Record; a person has it? done; else decide and answer — in one commit. */
function decide(
  deps: ReceptionDeps,
  conversation: StoredConversation,
  inbound: InboundMessage,
  caller: Caller,
): Change {
  if (conversation.customerId !== inbound.customerId) throw new AppError('not_found')
  if (conversation.status === 'closed') throw new AppError('conversation_closed')
  const now = new Date()
  const secret = conversation.status === 'bot' && deps.mind.asksSecret?.(conversation.dialogue)
  const said = {
    author: { kind: 'customer' as const, id: caller.id, name: caller.name },
    parts: secret ? withoutNumbers(inbound.parts) : inbound.parts,
    clientId: inbound.clientId,
  }
  const seq = conversation.lastSeq + 1
  const record: Change = { messages: [said], actor: `customer:${caller.id}` }
  if (conversation.status !== 'bot') return { ...record, patch: { answeredSeq: seq } }
  // An earlier message is still being worked on: keep this one for when that is done.
  if (conversation.answeredSeq < conversation.customerSeq || conversation.pending) return record
  try {
    const turn = decideMessage(
      deps.mind,
      { ...conversation, lastSeq: seq, customerSeq: seq },
      caller,
      { seq, parts: inbound.parts, ...(inbound.person ? { person: inbound.person } : {}) },
      now,
      deps.node,
    )
    return { ...turn, messages: [said, ...(turn.messages ?? [])] }
  } catch (error) {
    return apologise(deps, record, seq, error)
  }
}
