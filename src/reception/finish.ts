import type { Change, PendingCall, StoredConversation } from '#conversations/stored.ts'
import { apologise } from '#reception/apologise.ts'
import { decideMessage, decideTurn, LEASE_MS, OPEN_TICKET, textOf } from '#reception/decide.ts'
import type { ReceptionDeps } from '#reception/deps.ts'

/**
 * What is left of a turn after its first commit: run the actions it asked for, feed the outcomes back, then answer
 * what the customer wrote meanwhile. The state that says what is left is in the database, so any node can go on.
 */
export function afterwards(deps: ReceptionDeps) {
  const running = new Map<string, Promise<void>>()

  const finish = async (start: StoredConversation): Promise<void> => {
    let conversation: StoredConversation | null = await claim(deps, start)
    while (conversation) {
      // Another node took over while an action ran; the rest is its work.
      if (conversation.leaseOwner && conversation.leaseOwner !== deps.node) return
      const [call]: PendingCall[] = conversation.pending ?? []
      conversation = call ? await runPending(deps, conversation, call) : await answerNext(deps, conversation)
    }
  }
  const needsWork = (c: StoredConversation) =>
    c.pending !== null || (c.status === 'bot' && c.customerSeq > c.answeredSeq)

  const go = (conversation: StoredConversation): void => {
    if (!needsWork(conversation) || running.has(conversation.id)) return
    const run = finish(conversation)
      .catch((error: unknown) =>
        deps.log.error({ err: error, conversationId: conversation.id }, 'a turn could not be finished; it is retried'),
      )
      .finally(() => running.delete(conversation.id))
    running.set(conversation.id, run)
  }
  return {
    go,
    finished: async (id: string) => running.get(id),
    settled: async () => {
      while (running.size) await Promise.all(running.values())
    },
  }
}

/** Takes the lease, or null when another node works on it. */
async function claim(deps: ReceptionDeps, conversation: StoredConversation): Promise<StoredConversation | null> {
  if (conversation.leaseOwner === deps.node) return conversation
  let ours = true
  const { conversation: claimed } = await deps.conversations.change(conversation.id, (c) => {
    ours = c.leaseOwner === deps.node || c.leaseUntil === null || new Date(c.leaseUntil) < new Date()
    return ours && c.leaseOwner !== deps.node ? { patch: leaseFor(deps.node), actor: 'system' } : null
  })
  return ours ? claimed : null
}

const leaseFor = (node: string) => ({ leaseOwner: node, leaseUntil: new Date(Date.now() + LEASE_MS).toISOString() })

async function runPending(
  deps: ReceptionDeps,
  conversation: StoredConversation,
  call: PendingCall,
): Promise<StoredConversation | null> {
  deps.typing(conversation, true)
  const outcome = await deps.runCall({ ...call, customerId: conversation.customerId, conversationId: conversation.id })
  deps.typing(conversation, false)
  const caller = await deps.caller(conversation.customerId)
  const { conversation: after } = await deps.conversations.change(conversation.id, (c) => {
    if (!c.pending?.some((pending) => pending.callId === call.callId)) return null
    if (call.action === OPEN_TICKET)
      return ticketOpened(c, call, outcome.ok ? (outcome.data as { number: number; title: string }) : null)
    try {
      return decideTurn(deps.mind, c, caller, { kind: 'outcome', callId: call.callId, outcome }, new Date(), deps.node)
    } catch (error) {
      const rest = c.pending.filter((pending) => pending.callId !== call.callId)
      return apologise(deps, { actor: 'bot', patch: { pending: rest.length ? rest : null } }, call.seq, error)
    }
  })
  return after
}

function ticketOpened(
  c: StoredConversation,
  call: PendingCall,
  ticket: { number: number; title: string } | null,
): Change {
  const pending = (c.pending ?? []).filter((other) => other.callId !== call.callId)
  const patch = {
    pending: pending.length ? pending : null,
    answeredSeq: pending.some((other) => other.action !== OPEN_TICKET)
      ? c.answeredSeq
      : Math.max(c.answeredSeq, call.seq),
  }
  if (!ticket) return { patch, actor: 'system' }
  const params = { number: String(ticket.number), title: ticket.title }
  return {
    patch,
    actor: 'system',
    messages: [
      {
        author: { kind: 'system', id: 'system', name: '' },
        parts: [{ kind: 'notice', code: 'ticket-opened', params }],
      },
    ],
  }
}

/** The oldest message still without an answer; when there is none, gives the lease back and ends. */
async function answerNext(deps: ReceptionDeps, conversation: StoredConversation): Promise<StoredConversation | null> {
  const caller = await deps.caller(conversation.customerId)
  const later = await deps.conversations.messages(conversation.id, {
    after: conversation.answeredSeq,
    limit: 200,
    internal: true,
  })
  const next = later.find((message) => message.author.kind === 'customer')
  if (next && conversation.status === 'bot') await deps.mind.prepare?.(textOf(next.parts), [caller.name])
  const { conversation: after } = await deps.conversations.change(conversation.id, (c) => {
    if (c.answeredSeq !== conversation.answeredSeq || c.pending) return null
    if (c.status !== 'bot')
      return { patch: { answeredSeq: c.customerSeq, leaseOwner: null, leaseUntil: null }, actor: 'system' }
    if (!next)
      return c.leaseOwner === deps.node ? { patch: { leaseOwner: null, leaseUntil: null }, actor: 'system' } : null
    try {
      return decideMessage(deps.mind, c, caller, { seq: next.seq, parts: next.parts }, new Date(), deps.node)
    } catch (error) {
      return apologise(deps, { actor: 'bot' }, next.seq, error)
    }
  })
  const more = after.pending !== null || (after.status === 'bot' && after.customerSeq > after.answeredSeq)
  if (more) return after
  if (after.leaseOwner === deps.node)
    await deps.conversations.change(after.id, (c) =>
      c.leaseOwner === deps.node && !c.pending
        ? { patch: { leaseOwner: null, leaseUntil: null }, actor: 'system' }
        : null,
    )
  return null
}
