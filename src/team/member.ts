import type { Queryable } from '#platform/db/open.ts'
import { type Permission, ROLE_PERMISSIONS, type Role } from '#team/contract.ts'
import { findUser } from '#team/queries.ts'

/** A colleague as other folders need him. */
export type Member = {
  id: string
  name: string
  nameEn: string
  role: Role
  active: boolean
  permissions: ReadonlySet<Permission>
}

export async function findMember(db: Queryable, id: string): Promise<Member | null> {
  const user = await findUser(db, { id })
  if (!user) return null
  const { name, nameEn, role, disabled } = user
  return { id, name, nameEn, role, active: !disabled, permissions: new Set(ROLE_PERMISSIONS[role]) }
}
