import type { Audit } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import type { By } from '#team/audit.ts'
import type { ApiKeyView, Permission } from '#team/contract.ts'
import { findKey, insertKey, listLiveKeysBy, markKeysRevoked } from '#team/queries.ts'
import { requireCovers } from '#team/roles.ts'
import { hashToken, newToken } from '#team/token.ts'

export const KEY_PREFIX = 'yh_'
const SHOWN = KEY_PREFIX.length + 6

/** A key for a program. It may do at most what its maker may. The clear key is given once and never again. */
export async function createApiKey(
  tx: Tx,
  audit: Audit,
  given: { name: string; permissions: Permission[] },
  by: By & { permissions: ReadonlySet<string> },
): Promise<ApiKeyView & { key: string }> {
  requireCovers(by.permissions, given.permissions)
  const key = newToken(KEY_PREFIX)
  const view = await insertKey(tx, {
    id: newId(),
    name: given.name,
    token_hash: hashToken(key),
    prefix: key.slice(0, SHOWN),
    permissions: JSON.stringify([...new Set(given.permissions)]),
    created_by: by.actor,
  })
  await audit(tx, {
    actor: by.actor,
    ip: by.ip,
    action: 'api-key.created',
    target: `key:${view.id}`,
    detail: { permissions: view.permissions },
  })
  return { ...view, key }
}

/** Ends a key at once. Ending it again changes nothing. */
export async function revokeApiKey(tx: Tx, audit: Audit, id: string, by: By): Promise<void> {
  const key = await findKey(tx, id)
  if (!key) throw new AppError('not_found')
  if (!key.revokedAt) await revoke(tx, audit, [key], by)
}

/** Ends the keys a user made that may do more than he may now: nobody keeps a back door. */
export async function revokeKeysBeyond(
  tx: Tx,
  audit: Audit,
  userId: string,
  allowed: readonly Permission[],
  by: By,
): Promise<void> {
  const keys = await listLiveKeysBy(tx, `user:${userId}`)
  const beyond = keys.filter((key) => !allowed.length || key.permissions.some((one) => !allowed.includes(one)))
  await revoke(tx, audit, beyond, by)
}

async function revoke(tx: Tx, audit: Audit, keys: ApiKeyView[], by: By): Promise<void> {
  await markKeysRevoked(
    tx,
    keys.map((key) => key.id),
  )
  for (const key of keys)
    await audit(tx, { actor: by.actor, ip: by.ip, action: 'api-key.revoked', target: `key:${key.id}` })
}
