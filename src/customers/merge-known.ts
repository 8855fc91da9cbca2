import type { Customer } from '#customers/contract.ts'
import { listIdentities, lockCustomers, moveIdentities, updateCustomer } from '#customers/queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type Profile = Pick<Customer, 'tags' | 'attributes' | 'elderly'>
/** What is needed to take it back: his addresses, and both profiles as they were. */
export type KnownMerge = { identities: { channel: string; address: string }[]; from: Profile; to: Profile }

const profileOf = ({ tags, attributes, elderly }: Customer): Profile => ({ tags, attributes, elderly })

/**
 * Two customers whom the site vouches for are one: addresses, tags and what only `from` has told move, his row stays as a
 * pointer. The caller moves what hangs on him in the same transaction.
 */
export async function mergeKnown(tx: Tx, fromId: string, toId: string, actor: string): Promise<KnownMerge> {
  const found = await lockCustomers(tx, [fromId, toId])
  const [from, to] = [found.get(fromId), found.get(toId)]
  if (!from || !to) throw new AppError('not_found')
  const usable = [from, to].every(({ verified, attributes }) => verified && !attributes.mergedInto)
  if (fromId === toId || !usable) throw new AppError('not_one_person')
  const identities = (await listIdentities(tx, fromId)).map(({ channel, address }) => ({ channel, address }))
  await moveIdentities(tx, fromId, toId)
  const added = from.tags.filter(({ tag }) => to.tags.every((other) => other.tag !== tag))
  await updateCustomer(tx, toId, {
    tags: [...to.tags, ...added],
    attributes: { ...from.attributes, ...to.attributes },
    elderly: to.elderly || from.elderly,
  })
  await updateCustomer(tx, fromId, { tags: [], attributes: { mergedInto: toId } })
  const payload = { customerId: toId, fromId, identities: identities.length }
  await appendEvents(tx, [{ kind: 'customer.merged', conversationId: null, customerId: toId, actor, payload }])
  return { identities, from: profileOf(from), to: profileOf(to) }
}

/** Both as they were, but for what somebody changed of the survivor since. */
export async function splitKnown(tx: Tx, fromId: string, toId: string, merge: KnownMerge, actor: string) {
  const found = await lockCustomers(tx, [fromId, toId])
  const to = found.get(toId)
  if (!to || found.get(fromId)?.attributes.mergedInto !== toId) throw new AppError('not_found')
  await moveIdentities(tx, toId, fromId, merge.identities)
  const brought = merge.from.tags.filter(({ tag }) => merge.to.tags.every((own) => own.tag !== tag))
  const attributes = Object.fromEntries(
    Object.entries(to.attributes).filter(
      ([name, value]) => name in merge.to.attributes || merge.from.attributes[name] !== value,
    ),
  )
  await updateCustomer(tx, toId, {
    tags: to.tags.filter(({ tag }) => brought.every((one) => one.tag !== tag)),
    attributes,
    elderly: merge.to.elderly || (to.elderly && !merge.from.elderly),
  })
  await updateCustomer(tx, fromId, merge.from)
  const payload = { customerId: toId, fromId }
  await appendEvents(tx, [{ kind: 'customer.split', conversationId: null, customerId: toId, actor, payload }])
}
