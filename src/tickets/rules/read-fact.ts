import type { Conversation } from '#conversations/contract.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Ticket } from '#tickets/contract.ts'
import type { RuleEvent, RuleField } from '#tickets/rules/contract.ts'

/** A fact as rules see it: what it is, what it is about, and what can be asked of it. */
export type Fact = {
  /** Position in the ledger: the same fact is acted on once. */
  key: string
  at: string
  on: RuleEvent
  ticket: Ticket | null
  conversation: Conversation | null
  customerId: string
  title: string
  values: Partial<Record<RuleField, string>>
}

/** Null for facts no rule waits for, and for what rules did themselves: a rule never sets off another. */
export function readFact(event: LedgerEvent): Fact | null {
  if (event.actor.startsWith('rule:') || !event.customerId) return null
  const found = event.kind.startsWith('ticket.') ? ofTicket(event) : ofConversation(event)
  return found && { key: event.position, at: event.at, customerId: event.customerId, ...found }
}

type Found = Omit<Fact, 'key' | 'at' | 'customerId'>

function ofTicket({ kind, payload }: LedgerEvent): Found | null {
  if (kind !== 'ticket.opened' && kind !== 'ticket.changed' && kind !== 'ticket.sla') return null
  const { ticket, what, clock } = payload as { ticket: Ticket; what?: string | string[]; clock?: string }
  const values: Fact['values'] = {
    type: ticket.type,
    priority: ticket.priority,
    status: ticket.status,
    // Facts from before states had names know the status alone.
    state: ticket.state ?? ticket.status,
    assigned: ticket.assigneeId ? 'yes' : 'no',
    title: ticket.title,
    ...(ticket.skill && { skill: ticket.skill }),
    ...(kind === 'ticket.changed' && what?.includes('status') && { 'changed-to': ticket.status }),
    ...(kind === 'ticket.changed' && what?.includes('state') && { 'state-changed-to': ticket.state }),
    ...(kind === 'ticket.sla' && { clock, what: String(what) }),
  }
  return { on: kind, ticket, conversation: null, title: ticket.title, values }
}

const ON: Partial<Record<string, RuleEvent>> = {
  queued: 'conversation.handed-over',
  closed: 'conversation.closed',
  rated: 'conversation.rated',
}

function ofConversation({ kind, payload }: LedgerEvent): Found | null {
  const on = kind === 'conversation.changed' ? ON[String(payload.what)] : undefined
  if (!on) return null
  const { conversation } = payload as { conversation: Conversation }
  const { tier, channel, language, skill, handOver, rating, closeReason, subject } = conversation
  const values: Fact['values'] = {
    tier,
    channel,
    language,
    ...(skill && { skill }),
    ...(handOver && { reason: handOver.reason }),
    ...(rating !== null && { rating: String(rating) }),
    ...(closeReason && { 'close-reason': closeReason }),
  }
  return { on, ticket: null, conversation, title: subject || handOver?.wants[language] || '', values }
}
