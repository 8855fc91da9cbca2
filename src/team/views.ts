import type { Db } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import type { By } from '#team/audit.ts'
import type { SessionAnswer, TeamMember } from '#team/contract.ts'
import type { TeamDeps } from '#team/deps.ts'
import type { StoredUser } from '#team/queries.ts'
import { permissionsOf } from '#team/roles.ts'

export function toSessionAnswer(user: StoredUser): SessionAnswer {
  const { id, login, name, nameEn, role, skills, languages, email, locale, mustChangePassword } = user
  return {
    user: { id, login, name, nameEn, role, skills, languages, email, locale, mustChangePassword },
    permissions: [...permissionsOf(user)],
  }
}

/** Colleagues as others see them, presence included. */
export async function toTeamMembers(
  db: Db,
  users: StoredUser[],
  presenceOf: TeamDeps['presenceOf'],
): Promise<TeamMember[]> {
  const presence = await presenceOf(
    db,
    users.map((user) => user.id),
  )
  return users.map(({ id, login, name, nameEn, role, skills, languages, capacity, disabled }) => ({
    id,
    login,
    name,
    nameEn,
    role,
    skills,
    languages,
    capacity,
    disabled,
    presence: presence.get(id) ?? { status: 'offline', reason: '', changedAt: null },
  }))
}

/** The person behind a `signed-in` route, which lets only people through. */
export function personOf(actor: Actor): Extract<Actor, { kind: 'user' }> {
  if (actor.kind !== 'user') throw new AppError('forbidden')
  return actor
}

export function byOf(incoming: { actor: Actor; ip: string }): By & { permissions: ReadonlySet<string> } {
  const { actor, ip } = incoming
  return { actor: `${actor.kind}:${actor.id}`, ip, permissions: actor.permissions }
}
