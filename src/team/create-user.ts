import type { Audit } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { By } from '#team/audit.ts'
import { ROLE_PERMISSIONS, type UserInput } from '#team/contract.ts'
import { insertUser } from '#team/queries.ts'
import { requireCovers } from '#team/roles.ts'
import { createSignInLink } from '#team/sign-in-link.ts'

type Given = Omit<UserInput, 'password'> & { passwordHash: string | null }

/**
 * A new colleague. Whatever way he signs in first, he chooses a password of his own before he can do anything.
 * Gives the clear token of a one-time link when no password was given. Throws already_exists.
 */
export async function createUser(
  tx: Tx,
  audit: Audit,
  given: Given,
  by: By & { permissions: ReadonlySet<string> },
): Promise<{ id: string; signInToken: string | null }> {
  requireCovers(by.permissions, ROLE_PERMISSIONS[given.role])
  const id = newId()
  const inserted = await insertUser(tx, { ...given, id, mustChangePassword: true, locale: given.languages[0] ?? 'zh' })
  if (!inserted) throw new AppError('already_exists', { what: 'login' })
  await audit(tx, {
    actor: by.actor,
    ip: by.ip,
    action: 'user.created',
    target: `user:${id}`,
    detail: { role: given.role },
  })
  await appendEvents(tx, [
    {
      kind: 'user.changed',
      conversationId: null,
      customerId: null,
      actor: by.actor,
      payload: { userId: id, what: 'created' },
    },
  ])
  return { id, signInToken: given.passwordHash === null ? await createSignInLink(tx, id) : null }
}
