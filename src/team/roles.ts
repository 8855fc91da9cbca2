import { AppError } from '#platform/errors.ts'
import { type Permission, permission, ROLE_PERMISSIONS, type Role } from '#team/contract.ts'

/** What a user may do now: nothing but choose a password while he has to. */
export function permissionsOf(user: { role: Role; mustChangePassword: boolean }): ReadonlySet<Permission> {
  return new Set(user.mustChangePassword ? [] : ROLE_PERMISSIONS[user.role])
}

/** Nobody hands out, or acts on, more than he has himself. */
export function requireCovers(own: ReadonlySet<string>, wanted: readonly Permission[]): void {
  if (!wanted.every((one) => own.has(one))) throw new AppError('forbidden')
}

/** Stored permissions that this version still knows. */
export function knownPermissions(stored: unknown): Permission[] {
  const names: unknown[] = Array.isArray(stored) ? stored : []
  return names.flatMap((name) => {
    const parsed = permission.safeParse(name)
    return parsed.success ? [parsed.data] : []
  })
}
