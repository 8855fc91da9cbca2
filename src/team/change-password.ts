import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { By } from '#team/audit.ts'
import { checkPassword } from '#team/check-password.ts'
import { hashPassword } from '#team/password.ts'
import { findUser, forgetAttempts, updateUser } from '#team/queries.ts'
import { endSessions } from '#team/session.ts'
import { loginHash, passwordAttempt } from '#team/sign-in.ts'

/**
 * One's own new password; ends one's other sessions. Guessing the current one locks the account like guessing at the
 * door. Throws wrong_credentials, account_locked, password_weak.
 */
export async function changePassword(
  database: Database,
  audit: Audit,
  userId: string,
  given: { currentPassword?: string | undefined; newPassword: string },
  by: By & { sessionHash: string },
): Promise<void> {
  const user = await findUser(database.db, { id: userId })
  if (!user || user.disabled) throw new AppError('unauthorized')
  const target = `user:${userId}`
  if (user.passwordHash !== null) {
    const right = await passwordAttempt(database, user.login, given.currentPassword ?? '', user.passwordHash, (tx) =>
      audit(tx, { actor: by.actor, ip: by.ip, action: 'password.refused', target }),
    )
    if (!right) throw new AppError('wrong_credentials')
  }
  checkPassword(given.newPassword, user.login)
  if (given.newPassword === given.currentPassword) throw new AppError('password_weak', {}, { reasons: ['unchanged'] })
  const passwordHash = await hashPassword(given.newPassword)
  await database.transaction(async (tx) => {
    await updateUser(tx, userId, { passwordHash, mustChangePassword: false })
    await forgetAttempts(tx, loginHash(user.login))
    await endSessions(tx, userId, { except: by.sessionHash }, by.actor)
    await audit(tx, { actor: by.actor, ip: by.ip, action: 'password.changed', target })
  })
}
