import type { Presence } from '#desk/contract.ts'
import { noteConnected } from '#desk/push/queries.ts'
import { listPresence, lockPresence, touchPresence, writePresence } from '#desk/queries.ts'
import type { Database, Db, Queryable, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export const ABSENT: Presence = { status: 'offline', reason: '', changedAt: null }

/** Says whether somebody is at work. Saying the same again is a heartbeat and no news. */
export async function setPresence(
  tx: Tx,
  userId: string,
  next: { status: Presence['status']; reason: string },
  now = new Date(),
): Promise<Presence> {
  const before = await lockPresence(tx, userId)
  if (before?.status === next.status && before.reason === next.reason) {
    await touchPresence(tx, [userId], now)
    return before
  }
  const presence = await writePresence(tx, userId, next, now)
  await announcePresence(tx, userId, presence, `user:${userId}`)
  return presence
}

/** Presence by user id, for those who ever said anything. */
export const presenceOf = (db: Queryable, userIds: string[]): Promise<Map<string, Presence>> =>
  listPresence(db, userIds)

/** Still there: for everybody whose browser holds a live connection, at least every 20 s. */
export async function heartbeat(db: Db, userIds: string[], now = new Date()): Promise<void> {
  await touchPresence(db, userIds, now)
  await noteConnected(db, userIds, now)
}

/** Who works on a chat is there, whatever he said before; away stays away. */
export async function seenAtWork(database: Database, userId: string): Promise<void> {
  await database.transaction(async (tx) => {
    const before = await lockPresence(tx, userId)
    if (!before || before.status === 'offline') await setPresence(tx, userId, { status: 'online', reason: '' })
    else await touchPresence(tx, [userId], new Date())
  })
}

export async function announcePresence(tx: Tx, userId: string, presence: Presence, actor: string): Promise<void> {
  await appendEvents(tx, [
    { kind: 'presence.changed', conversationId: null, customerId: null, actor, payload: { userId, presence } },
  ])
}
