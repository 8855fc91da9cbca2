import type { StoredConversation } from '#conversations/stored.ts'
import type { Customer } from '#customers/contract.ts'
import type { PreChat, PreChatAsked, PreChatField } from '#desk/pre-chat/contract.ts'

type Latest = Pick<StoredConversation, 'openedAt' | 'closedAt' | 'status' | 'customerSeq'>
type About = {
  form: PreChat
  /** Null: he has not said anything yet. */
  customer: Pick<Customer, 'verified' | 'attributes'> | null
  /** His latest conversation, running or ended. */
  latest: Latest | null
  /** Outside the hours of the queue that would take him. */
  isClosed: boolean
}

/** An answer counts for a conversation that begins so soon after it. */
const SOON_MS = 30 * 60_000

/** What a customer is asked now, or null. Pure. */
export function askFor({ form, customer, latest, isClosed }: About, now: Date): PreChatAsked | null {
  if (form.when === 'never' || (form.when === 'closed' && !isClosed)) return null
  const when = form.when === 'person' ? 'person' : 'first'
  const running = latest && latest.status !== 'closed' ? latest : null
  if (running && (running.status === 'human' || (when === 'first' && running.customerSeq > 0))) return null
  const answeredAt = customer?.attributes.formAt
  if (answeredAt && Date.parse(answeredAt) >= countsFrom(running, latest, now)) return null
  const fields = form.fields.filter((field) => !isKnown(field, customer))
  return fields.length ? { when, fields } : null
}

/** From when on an answer is one for the conversation that runs or is about to begin. */
function countsFrom(running: Latest | null, latest: Latest | null, now: Date): number {
  const soon = (running ? Date.parse(running.openedAt) : now.getTime()) - SOON_MS
  return latest?.closedAt ? Math.max(soon, Date.parse(latest.closedAt)) : soon
}

/** Nobody is asked twice; what it is about is another thing every time. */
function isKnown({ kind, name }: PreChatField, customer: About['customer']): boolean {
  if (!customer || kind === 'topic') return false
  const { attributes, verified } = customer
  if (kind === 'name') return verified || attributes.statedName !== undefined
  if (kind === 'email') return (attributes.email ?? attributes.statedEmail) !== undefined
  if (kind === 'phone') return (attributes.phone ?? attributes.statedPhone) !== undefined
  return attributes[`form.${name}`] !== undefined
}
