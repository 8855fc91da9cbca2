import type { Audit } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { By } from '#team/audit.ts'
import { ROLE_PERMISSIONS } from '#team/contract.ts'
import { deleteLinks, findUser, forgetAttempts, insertLink, spendLink, updateUser } from '#team/queries.ts'
import { requireCovers } from '#team/roles.ts'
import { type Device, endSessions } from '#team/session.ts'
import { completeSignIn, loginHash, type SignedIn } from '#team/sign-in.ts'
import { hashToken, newToken } from '#team/token.ts'

const VALID_MS = 3600_000

/** A link that signs its user in once, within an hour. Gives the clear token; only its hash is stored. */
export async function createSignInLink(tx: Tx, userId: string, now = new Date()): Promise<string> {
  const token = newToken()
  await insertLink(tx, hashToken(token), userId, new Date(now.getTime() + VALID_MS))
  return token
}

/** Signs in with a link and uses it up. Also lifts a lock: who holds the link was let in by an administrator. */
export async function redeemSignInLink(tx: Tx, audit: Audit, token: string, device: Device): Promise<SignedIn> {
  const userId = await spendLink(tx, hashToken(token), new Date())
  const user = userId === null ? null : await findUser(tx, { id: userId })
  if (!user || user.disabled) throw new AppError('link_invalid')
  await forgetAttempts(tx, loginHash(user.login))
  return completeSignIn(tx, audit, user.id, device, 'link')
}

/**
 * For someone who cannot get in any more: his password and sessions end, older links too, and a new link lets him
 * choose a password. Gives the clear token.
 */
export async function resetSignIn(
  tx: Tx,
  audit: Audit,
  userId: string,
  by: By & { permissions: ReadonlySet<string> },
): Promise<string> {
  const user = await findUser(tx, { id: userId })
  if (!user || user.disabled) throw new AppError('not_found')
  requireCovers(by.permissions, ROLE_PERMISSIONS[user.role])
  await updateUser(tx, userId, { passwordHash: null, mustChangePassword: true })
  await endSessions(tx, userId, {}, by.actor)
  await deleteLinks(tx, userId)
  await audit(tx, { actor: by.actor, ip: by.ip, action: 'user.sign-in-reset', target: `user:${userId}` })
  return createSignInLink(tx, userId)
}
