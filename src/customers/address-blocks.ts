import { addressBlocksInForce, deleteOldAddresses, saveAddress } from '#customers/address-queries.ts'
import { networkOf } from '#customers/network-address.ts'
import type { Database, Db } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Tail } from '#platform/ledger/tail.ts'

const DAY_MS = 24 * 3600_000
/** An address nobody wrote from for so long says little about who is there now. */
const KEPT_DAYS = 30
/** So many customers are remembered as noted before the memory starts anew. */
const MOST_NOTED = 20_000

/** Where customers come in by network address. */
export async function openDoor(database: Database, tail: Tail, secret: string) {
  let blocked = new Map<string, number>()
  const noted = new Map<string, { key: string; at: number }>()
  const read = async () => {
    const found = new Map<string, number>()
    // Two customers may be blocked at one address: the later end counts.
    for (const { key, until } of await addressBlocksInForce(database.db))
      found.set(key, Math.max(until, found.get(key) ?? 0))
    blocked = found
  }
  await read()
  tail.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'customer.blocked')) await read()
  })
  return {
    /** Throws blocked. */
    refuse(ip: string): void {
      if (blocked.size === 0) return
      const network = networkOf(ip, secret)
      if (network && (blocked.get(network.key) ?? 0) > Date.now()) throw new AppError('blocked')
    },
    /** Notes where a customer wrote from, so that it can be blocked; costs a statement only when it changed or once a day. */
    async seen(customerId: string, ip: string): Promise<void> {
      const network = networkOf(ip, secret)
      const before = noted.get(customerId)
      const now = Date.now()
      if (!network || (before?.key === network.key && now - before.at < DAY_MS)) return
      if (noted.size >= MOST_NOTED) noted.clear()
      await saveAddress(database.db, customerId, network, new Date(now))
      noted.set(customerId, { key: network.key, at: now })
    },
  }
}

/** Forgets blocks that are over and addresses nobody wrote from lately. */
export async function purgeAddresses(db: Db, now = new Date()): Promise<void> {
  await deleteOldAddresses(db, { ended: now, seen: new Date(now.getTime() - KEPT_DAYS * DAY_MS) })
}
