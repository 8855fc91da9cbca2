import type { Db } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { KEY_PREFIX } from '#team/api-key.ts'
import { findLiveKey, touchKey } from '#team/queries.ts'
import { permissionsOf } from '#team/roles.ts'
import { sessionBehind } from '#team/session.ts'
import { hashToken } from '#team/token.ts'

/** Throws AppError token_invalid or token_expired. */
export type CustomerTokens = { verify(token: string): Promise<{ customerId: string; verified: boolean }> }
export type Authenticate = (given: { bearer: string | null; cookie: string | null }) => Promise<Actor>

const NOBODY: Actor = { kind: 'anonymous', id: '', permissions: new Set() }
const KEY_TOUCH_EVERY_MS = 60_000

/**
 * Tells who sends a request. A cookie whose session has ended is nobody, so that signing in again works with it; a
 * bearer token that does not hold is refused, because its sender meant it.
 */
export function openAuthenticator(db: Db, { customerToken }: { customerToken: CustomerTokens }): Authenticate {
  return async ({ bearer, cookie }) => {
    if (bearer?.startsWith(KEY_PREFIX)) return programOf(db, bearer)
    if (bearer) {
      const { customerId, verified } = await customerToken.verify(bearer)
      return { kind: 'customer', id: customerId, verified, permissions: NOBODY.permissions }
    }
    return cookie ? memberOf(db, cookie) : NOBODY
  }
}

async function memberOf(db: Db, cookie: string): Promise<Actor> {
  const sessionHash = hashToken(cookie)
  const session = await sessionBehind(db, sessionHash)
  if (!session) return NOBODY
  const { id, name, role } = session.user
  return { kind: 'user', id, name, role, permissions: permissionsOf(session.user), sessionHash }
}

async function programOf(db: Db, bearer: string): Promise<Actor> {
  const key = await findLiveKey(db, hashToken(bearer))
  if (!key) throw new AppError('token_invalid')
  const now = new Date()
  if (!key.usedAt || now.getTime() - Date.parse(key.usedAt) >= KEY_TOUCH_EVERY_MS) await touchKey(db, key.id, now)
  return { kind: 'key', id: key.id, name: key.name, permissions: new Set(key.permissions) }
}
