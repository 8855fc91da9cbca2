import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { changeUser } from '#team/change-user.ts'
import { checkPassword } from '#team/check-password.ts'
import { teamMember, userInput, userPatch } from '#team/contract.ts'
import { createUser } from '#team/create-user.ts'
import type { TeamDeps } from '#team/deps.ts'
import { hashPassword } from '#team/password.ts'
import { findUser, listUsers, type StoredUser } from '#team/queries.ts'
import { resetSignIn } from '#team/sign-in-link.ts'
import { byOf, toTeamMembers } from '#team/views.ts'

const tag = 'team'
const byId = z.object({ id: z.string().min(1).max(64) })
/** Clear token of a one-time link; shown once. */
const signInToken = z.string().nullable()

/** Colleagues: everybody sees them, administrators tend them. */
export function userRoutes({ database, audit, presenceOf }: TeamDeps): Route[] {
  const member = async (user: StoredUser | null) => {
    if (!user) throw new AppError('not_found')
    return (await toTeamMembers(database.db, [user], presenceOf))[0]
  }
  return [
    route({
      method: 'GET',
      path: '/api/users',
      access: 'team.read',
      tag,
      summary: 'Colleagues by login, with presence.',
      query: z.object({
        q: z.string().max(60).optional(),
        team: z.string().max(64).optional().describe('id of a team'),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(64).optional(),
      }),
      response: z.object({ items: z.array(teamMember), nextCursor: z.string().nullable() }),
      handle: async ({ query: { q, team, limit, cursor } }) => {
        const found = await listUsers(database.db, { q, team, after: cursor, limit: limit + 1 })
        const users = found.slice(0, limit)
        const nextCursor = found.length > limit ? users.at(-1)!.login : null
        return { items: await toTeamMembers(database.db, users, presenceOf), nextCursor }
      },
    }),
    route({
      method: 'GET',
      path: '/api/users/:id',
      access: 'team.read',
      tag,
      summary: 'One colleague.',
      params: byId,
      response: teamMember,
      handle: async ({ params }) => member(await findUser(database.db, params)),
    }),
    route({
      method: 'POST',
      path: '/api/users',
      access: 'team.write',
      tag,
      secret: true,
      summary: 'Adds a colleague; without a password the answer carries the token of a one-time sign-in link.',
      body: userInput,
      response: z.object({ user: teamMember, signInToken }),
      handle: async (incoming) => {
        const { password, ...given } = incoming.body
        if (password !== undefined) checkPassword(password, given.login)
        const passwordHash = password === undefined ? null : await hashPassword(password)
        const created = await database.transaction((tx) =>
          createUser(tx, audit, { ...given, passwordHash }, byOf(incoming)),
        )
        return { user: await member(await findUser(database.db, { id: created.id })), signInToken: created.signInToken }
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/users/:id',
      access: 'team.write',
      tag,
      summary: 'Changes a colleague, or disables him, which ends his sessions and API keys.',
      params: byId,
      body: userPatch,
      response: teamMember,
      handle: async (incoming) => {
        const { params, body } = incoming
        return member(await database.transaction((tx) => changeUser(tx, audit, params.id, body, byOf(incoming))))
      },
    }),
    route({
      method: 'POST',
      path: '/api/users/:id/sign-in-link',
      access: 'team.write',
      tag,
      secret: true,
      summary: 'Ends the password and sessions of a colleague and gives the token of a one-time sign-in link for him.',
      params: byId,
      response: z.object({ signInToken }),
      handle: async (incoming) => ({
        signInToken: await database.transaction((tx) => resetSignIn(tx, audit, incoming.params.id, byOf(incoming))),
      }),
    }),
  ]
}
