import type { Audit } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { revokeKeysBeyond } from '#team/api-key.ts'
import type { By } from '#team/audit.ts'
import { ROLE_PERMISSIONS, type UserPatch } from '#team/contract.ts'
import { deleteLinks, findUser, lockActiveAdministrators, type StoredUser, updateUser } from '#team/queries.ts'
import { requireCovers } from '#team/roles.ts'
import { endSessions } from '#team/session.ts'

/**
 * Changes a colleague. Users are never deleted, only disabled: that ends sessions, links and the API keys they made.
 * Throws not_found, forbidden (a role above one's own) and last_administrator.
 */
export async function changeUser(
  tx: Tx,
  audit: Audit,
  id: string,
  patch: UserPatch,
  by: By & { permissions: ReadonlySet<string> },
): Promise<StoredUser> {
  const administrators = await lockActiveAdministrators(tx)
  const before = await findUser(tx, { id })
  if (!before) throw new AppError('not_found')
  const after = { ...before, ...patch }
  requireCovers(by.permissions, ROLE_PERMISSIONS[before.role])
  requireCovers(by.permissions, ROLE_PERMISSIONS[after.role])
  const staysAdministrator = after.role === 'administrator' && !after.disabled
  if (administrators.includes(id) && administrators.length === 1 && !staysAdministrator)
    throw new AppError('last_administrator')
  await updateUser(tx, id, patch)
  if (after.disabled && !before.disabled) {
    await endSessions(tx, id, {}, by.actor)
    await deleteLinks(tx, id)
  }
  await revokeKeysBeyond(tx, audit, id, after.disabled ? [] : ROLE_PERMISSIONS[after.role], by)
  await record(tx, audit, before, patch, by)
  return after
}

async function record(tx: Tx, audit: Audit, before: StoredUser, patch: UserPatch, by: By): Promise<void> {
  const what =
    patch.disabled === undefined || patch.disabled === before.disabled
      ? 'edited'
      : patch.disabled
        ? 'disabled'
        : 'enabled'
  const detail = {
    fields: Object.keys(patch),
    ...(patch.role && patch.role !== before.role && { role: { from: before.role, to: patch.role } }),
  }
  await audit(tx, { actor: by.actor, ip: by.ip, action: `user.${what}`, target: `user:${before.id}`, detail })
  await appendEvents(tx, [
    {
      kind: 'user.changed',
      conversationId: null,
      customerId: null,
      actor: by.actor,
      payload: { userId: before.id, what },
    },
  ])
}
