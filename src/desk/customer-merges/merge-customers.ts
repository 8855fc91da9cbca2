import type { Conversations } from '#conversations/change.ts'
import { mergeKnown, splitKnown } from '#customers/merge-known.ts'
import { insertMerge, lockMerge, markUndone } from '#desk/customer-merges/queries.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

export type MergeDeps = {
  database: Database
  conversations: Conversations
  /** Gives tickets to another customer, all of them or these; the ids that moved. */
  moveTickets: (tx: Tx, from: string, to: string, only?: string[]) => Promise<string[]>
}
type By = { actor: string; ip: string }

/**
 * Two known customers turned out to be one person: everything of `fromId` is `toId`'s from now on, until it is taken
 * back. Throws not_found, and not_one_person where one of the two is a visitor, merged already or the other one.
 */
export async function mergeCustomers(deps: MergeDeps, fromId: string, toId: string, by: By): Promise<void> {
  await endDoubles(deps.conversations, fromId, toId, by.actor)
  const id = newId()
  await deps.database.transaction(async (tx) => {
    const merge = await mergeKnown(tx, fromId, toId, by.actor)
    const conversations = await deps.conversations.move(fromId, toId, { tx })
    const tickets = await deps.moveTickets(tx, fromId, toId)
    const moved = { ...merge, conversations, tickets }
    await insertMerge(tx, { id, fromId, toId, moved, by: by.actor, now: new Date() })
    const detail = { from: fromId, conversations: conversations.length, tickets: tickets.length }
    await recordAudit(tx, { ...by, action: 'customer.merged', target: `customer:${toId}`, detail })
  })
  for (const customer of [fromId, toId]) deps.conversations.forgetCustomer(customer)
}

/** Takes a merge back: what moved then and is still there goes home. Throws not_found when it is too late. */
export async function undoMerge(deps: MergeDeps, id: string, toId: string, by: By): Promise<void> {
  const fromId = await deps.database.transaction(async (tx) => {
    const now = new Date()
    const merge = await lockMerge(tx, id, toId, now)
    if (!merge) throw new AppError('not_found')
    await splitKnown(tx, merge.fromId, toId, merge.moved, by.actor)
    await deps.conversations.move(toId, merge.fromId, { tx, only: merge.moved.conversations })
    await deps.moveTickets(tx, toId, merge.fromId, merge.moved.tickets)
    await markUndone(tx, id, by.actor, now)
    const detail = { from: merge.fromId }
    await recordAudit(tx, { ...by, action: 'customer.split', target: `customer:${toId}`, detail })
    return merge.fromId
  })
  for (const customer of [fromId, toId]) deps.conversations.forgetCustomer(customer)
}

/** A customer has one open conversation on a channel: the one that a person serves goes on, the other ends. */
async function endDoubles(conversations: Conversations, fromId: string, toId: string, actor: string): Promise<void> {
  const open = await conversations.list({ customerId: fromId, status: ['bot', 'queued', 'human'], limit: 50 })
  for (const theirs of open) {
    const known = await conversations.findOpen(toId, theirs.channel, true)
    if (!known) continue
    const ends = known.status === 'bot' ? known : theirs
    await conversations.change(ends.id, () => ({
      patch: { status: 'closed', closedAt: new Date().toISOString(), closeReason: 'other', pending: null },
      what: 'merged',
      actor,
    }))
  }
}
