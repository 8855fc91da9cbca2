import { deleteAddressBlocks, insertAddressBlock, latestAddress } from '#customers/address-queries.ts'
import { blocksInForce, insertBlock, latestBlock, liftBlock } from '#customers/block-queries.ts'
import type { Block, BlockInput } from '#customers/contract.ts'
import { lockCustomers } from '#customers/queries.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Tail } from '#platform/ledger/tail.ts'

const DAY_MS = 24 * 3600_000
type By = { actor: string; ip: string }

/** Keeps an abusive customer from writing, for some days or until it is lifted. Throws not_found. */
export async function block(tx: Tx, customerId: string, input: BlockInput, by: By, now = new Date()): Promise<Block> {
  if (!(await lockCustomers(tx, [customerId])).has(customerId)) throw new AppError('not_found')
  await liftBlock(tx, customerId, by.actor, now)
  await liftAddresses(tx, { customerId }, by, now)
  const expiresAt = input.days === null ? null : new Date(now.getTime() + input.days * DAY_MS)
  await insertBlock(tx, { id: newId(), customerId, reason: input.reason, by: by.actor, now, expiresAt })
  await tell(tx, customerId, by, 'blocked', { reason: input.reason, days: input.days })
  if (input.addressDays) await blockAddress(tx, customerId, { reason: input.reason, days: input.addressDays }, by, now)
  return { reason: input.reason, by: by.actor, at: now.toISOString(), expiresAt: expiresAt?.toISOString() ?? null }
}

async function blockAddress(
  tx: Tx,
  customerId: string,
  { reason, days }: { reason: string; days: number },
  by: By,
  now: Date,
) {
  const network = await latestAddress(tx, customerId)
  if (!network) throw new AppError('address_unknown')
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  await insertAddressBlock(tx, { id: newId(), customerId, network, reason, by: by.actor, now, expiresAt })
  await tell(tx, customerId, by, 'address-blocked', { days })
}

/** Lifts the block of one address; the customer stays blocked. Throws not_found. */
export async function unblockAddress(tx: Tx, id: string, by: By, now = new Date()): Promise<void> {
  if (!(await liftAddresses(tx, { id }, by, now))) throw new AppError('not_found')
}

async function liftAddresses(
  tx: Tx,
  which: { id: string } | { customerId: string },
  by: By,
  now: Date,
): Promise<boolean> {
  const lifted = await deleteAddressBlocks(tx, which, now)
  for (const customerId of lifted) await tell(tx, customerId, by, 'address-unblocked', {})
  return lifted.length > 0
}

/** With the address that was blocked for him, else he could not write again. Throws not_found when nobody is blocked. */
export async function unblock(tx: Tx, customerId: string, by: By, now = new Date()): Promise<void> {
  const lifted = await liftBlock(tx, customerId, by.actor, now)
  const addresses = await liftAddresses(tx, { customerId }, by, now)
  if (!lifted) {
    if (addresses) return
    throw new AppError('not_found')
  }
  await tell(tx, customerId, by, 'unblocked', {})
}

async function tell(
  tx: Tx,
  customerId: string,
  by: By,
  what: 'blocked' | 'unblocked' | 'address-blocked' | 'address-unblocked',
  detail: Record<string, unknown>,
) {
  await recordAudit(tx, { ...by, action: `customer.${what}`, target: `customer:${customerId}`, detail })
  await appendEvents(tx, [
    { kind: 'customer.blocked', conversationId: null, customerId, actor: by.actor, payload: { customerId, what } },
  ])
}

export const currentBlock = latestBlock

/** Who may not write at the moment, remembered so that a message costs no query; follows what other nodes decide. */
export async function openBlocks(database: Database, tail: Tail): Promise<(customerId: string) => boolean> {
  let known = new Map<string, number>()
  const read = async () => {
    known = new Map((await blocksInForce(database.db)).map((one) => [one.customerId, one.until]))
  }
  await read()
  tail.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'customer.blocked')) await read()
  })
  return (customerId) => (known.get(customerId) ?? 0) > Date.now()
}
