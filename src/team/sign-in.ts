import type { Audit } from '#governance/contract.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { verifyPassword } from '#team/password.ts'
import { countAttempt, findUser, forgetAttempts, lockedUntil, type StoredUser, updateUser } from '#team/queries.ts'
import { type Device, openSession } from '#team/session.ts'
import { hashToken } from '#team/token.ts'

const ALLOWED_ATTEMPTS = 5
const LOCK_SECONDS = 15 * 60

export type SignedIn = { user: StoredUser; token: string }

/**
 * Signs in with a password. A login nobody has, a disabled one and one without a password take the same steps and get
 * the same answers as a wrong password, the lock included. Throws wrong_credentials or account_locked.
 */
export async function signIn(
  database: Database,
  audit: Audit,
  given: { login: string; password: string },
  device: Device,
): Promise<SignedIn> {
  const user = await findUser(database.db, { login: given.login })
  const target = user ? `user:${user.id}` : 'user:unknown'
  const right = await passwordAttempt(
    database,
    given.login,
    given.password,
    user?.passwordHash ?? null,
    async (tx, locked) => {
      const action = locked ? 'sign-in.locked' : 'sign-in.failed'
      await audit(tx, { actor: 'anonymous', action, target, ip: device.ip })
    },
  )
  if (!right || !user || user.disabled) throw new AppError('wrong_credentials')
  return database.transaction(async (tx) => {
    await forgetAttempts(tx, loginHash(given.login))
    return completeSignIn(tx, audit, user.id, device, 'password')
  })
}

/**
 * One counted try at a password. It is counted before it is checked, so tries at the same time cannot exceed the limit.
 * Throws account_locked when the login is locked, or is from this failure on.
 */
export async function passwordAttempt(
  database: Database,
  login: string,
  password: string,
  stored: string | null,
  failed: (tx: Tx, locked: boolean) => Promise<void>,
): Promise<boolean> {
  const key = loginHash(login)
  const attempts = await database.transaction((tx) => countAttempt(tx, key, ALLOWED_ATTEMPTS, LOCK_SECONDS))
  if (attempts === null) throw await locked(database, key)
  if (await verifyPassword(password, stored)) return true
  const last = attempts >= ALLOWED_ATTEMPTS
  await database.transaction((tx) => failed(tx, last))
  if (last) throw await locked(database, key)
  return false
}

/** What every way of signing in ends with. The user is read again: he may have been disabled meanwhile. */
export async function completeSignIn(
  tx: Tx,
  audit: Audit,
  userId: string,
  device: Device,
  way: 'password' | 'link' | 'setup',
): Promise<SignedIn> {
  const user = await findUser(tx, { id: userId })
  if (!user || user.disabled) throw new AppError('wrong_credentials')
  await updateUser(tx, user.id, { signedInAt: new Date() })
  const token = await openSession(tx, user.id, device)
  await audit(tx, {
    actor: `user:${user.id}`,
    action: 'session.started',
    target: `user:${user.id}`,
    detail: { way },
    ip: device.ip,
  })
  return { user, token }
}

/** Logins are stored as a hash here: people type passwords into the wrong field. */
export const loginHash = (login: string): string => hashToken(`login ${login}`)

async function locked(database: Database, key: string): Promise<AppError> {
  const until = (await lockedUntil(database.db, key))?.getTime() ?? Date.now()
  return new AppError('account_locked', { minutes: Math.max(1, Math.ceil((until - Date.now()) / 60_000)) })
}
