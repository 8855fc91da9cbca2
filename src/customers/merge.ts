import { lockCustomers, moveIdentities, updateCustomer } from '#customers/queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** What the caller still has to give to `toId`: everything that hangs on `fromId`. */
export type Merge = { fromId: string; toId: string; identities: number }

/**
 * A visitor turned out to be a customer: his addresses and tags move, and the visitor's row stays as a pointer. The
 * caller moves the conversations in the same transaction. Null when there is nothing to move: no such visitor, or
 * done already. Throws conflict when the two are both known customers.
 */
export async function mergeCustomers(tx: Tx, fromId: string, toId: string, actor = 'system'): Promise<Merge | null> {
  if (fromId === toId) return null
  const found = await lockCustomers(tx, [fromId, toId])
  const from = found.get(fromId)
  const to = found.get(toId)
  if (!to) throw new AppError('not_found')
  if (!from || from.attributes.mergedInto === toId) return null
  if (from.verified || from.externalId !== null || from.attributes.mergedInto || !to.verified)
    throw new AppError('conflict')
  const identities = await moveIdentities(tx, fromId, toId)
  const tags = [...to.tags, ...from.tags.filter((tag) => to.tags.every((other) => other.tag !== tag.tag))]
  const attributes = { ...from.attributes, ...to.attributes }
  await updateCustomer(tx, toId, { tags, attributes, elderly: to.elderly || from.elderly })
  await updateCustomer(tx, fromId, { tags: [], attributes: { mergedInto: toId } })
  await appendEvents(tx, [
    {
      kind: 'customer.merged',
      conversationId: null,
      customerId: toId,
      actor,
      payload: { customerId: toId, fromId, identities },
    },
  ])
  return { fromId, toId, identities }
}
