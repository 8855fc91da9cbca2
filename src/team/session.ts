import type { Audit } from '#governance/contract.ts'
import type { Db, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { By } from '#team/audit.ts'
import type { SessionView } from '#team/contract.ts'
import {
  deleteSessions,
  findSession,
  insertSession,
  type LiveSession,
  listSessions,
  touchSession,
} from '#team/queries.ts'
import { hashToken, newToken, sessionId } from '#team/token.ts'

/** A session ends after this long without a request, and after `LIFE_MS` in any case. */
const IDLE_MS = 30 * 60_000
export const LIFE_MS = 12 * 3600_000
const TOUCH_EVERY_MS = 60_000

export type Device = { ip: string; userAgent: string }

/** Starts a session; the clear token goes into the cookie and nowhere else. */
export async function openSession(tx: Tx, userId: string, device: Device, now = new Date()): Promise<string> {
  const token = newToken()
  await insertSession(tx, {
    token_hash: hashToken(token),
    user_id: userId,
    created_at: now,
    seen_at: now,
    expires_at: new Date(now.getTime() + LIFE_MS),
    ip: device.ip,
    user_agent: device.userAgent,
  })
  return token
}

/** Who a token belongs to; slides the idle limit, writing at most once a minute. */
export async function sessionBehind(db: Db, tokenHash: string, now = new Date()): Promise<LiveSession | null> {
  const session = await findSession(db, tokenHash, idleSince(now), now)
  if (session && now.getTime() - session.seenAt.getTime() >= TOUCH_EVERY_MS) await touchSession(db, tokenHash, now)
  return session
}

export async function ownSessions(
  db: Db,
  userId: string,
  currentHash: string,
  now = new Date(),
): Promise<SessionView[]> {
  const rows = await listSessions(db, userId, idleSince(now), now)
  return rows.map((row) => ({
    id: sessionId(row.token_hash),
    createdAt: row.created_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    ip: row.ip,
    userAgent: row.user_agent,
    current: row.token_hash === currentHash,
  }))
}

/** Signing out, here or on another device of one's own. Throws not_found when there was no such session. */
export async function endOwnSession(
  tx: Tx,
  userId: string,
  which: { hash: string } | { id: string },
  by: By,
  audit: Audit,
): Promise<void> {
  const ended = await endSessions(
    tx,
    userId,
    'hash' in which ? { hash: which.hash } : { beginning: which.id },
    by.actor,
  )
  if (!ended.length) throw new AppError('not_found')
  await audit(tx, { ...by, action: 'session.ended', target: `user:${userId}`, detail: { sessions: ended } })
}

/** Ends sessions and says so in the ledger, so that every node closes their sockets. Gives the ids of those ended. */
export async function endSessions(
  tx: Tx,
  userId: string,
  which: { hash?: string; beginning?: string; except?: string },
  actor: string,
): Promise<string[]> {
  const sessionIds = (await deleteSessions(tx, userId, which)).map(sessionId)
  if (sessionIds.length) {
    await appendEvents(tx, [
      { kind: 'session.ended', conversationId: null, customerId: null, actor, payload: { userId, sessionIds } },
    ])
  }
  return sessionIds
}

export const idleSince = (now: Date): Date => new Date(now.getTime() - IDLE_MS)
