import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { changePassword } from '#team/change-password.ts'
import { ownPatch, passwordChange, sessionAnswer, sessionView } from '#team/contract.ts'
import type { TeamDeps } from '#team/deps.ts'
import { findUser, updateUser } from '#team/queries.ts'
import { endOwnSession, ownSessions } from '#team/session.ts'
import { byOf, personOf, toSessionAnswer } from '#team/views.ts'

const tag = 'account'

/** What everybody may do with his own account. */
export function accountRoutes({ database, audit, cookie }: TeamDeps): Route[] {
  const answer = async (userId: string) => {
    const user = await findUser(database.db, { id: userId })
    if (!user) throw new AppError('unauthorized')
    return toSessionAnswer(user)
  }
  return [
    route({
      method: 'GET',
      path: '/api/session',
      access: 'signed-in',
      tag,
      summary: 'Who is signed in and what he may do.',
      response: sessionAnswer,
      handle: async ({ actor }) => answer(personOf(actor).id),
    }),
    route({
      method: 'PATCH',
      path: '/api/users/me',
      access: 'signed-in',
      tag,
      summary: "Changes one's own names and interface language.",
      body: ownPatch,
      response: sessionAnswer,
      handle: async (incoming) => {
        const { id } = personOf(incoming.actor)
        const { actor, ip } = byOf(incoming)
        await database.transaction(async (tx) => {
          await updateUser(tx, id, incoming.body)
          await audit(tx, {
            actor,
            ip,
            action: 'user.edited',
            target: actor,
            detail: { fields: Object.keys(incoming.body) },
          })
        })
        return answer(id)
      },
    }),
    route({
      method: 'PUT',
      path: '/api/users/me/password',
      access: 'signed-in',
      tag,
      rate: 'strict',
      secret: true,
      summary: "Changes one's own password; ends one's other sessions.",
      body: passwordChange,
      response: sessionAnswer,
      handle: async (incoming) => {
        const { id, sessionHash } = personOf(incoming.actor)
        const { actor, ip } = byOf(incoming)
        await changePassword(database, audit, id, incoming.body, { actor, ip, sessionHash })
        return answer(id)
      },
    }),
    route({
      method: 'GET',
      path: '/api/users/me/sessions',
      access: 'signed-in',
      tag,
      summary: "One's own sessions, last used first.",
      response: z.object({ items: z.array(sessionView), nextCursor: z.null() }),
      handle: async ({ actor }) => {
        const { id, sessionHash } = personOf(actor)
        return { items: await ownSessions(database.db, id, sessionHash), nextCursor: null }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/users/me/sessions/:id',
      access: 'signed-in',
      tag,
      summary: "Ends one of one's own sessions.",
      params: z.object({ id: z.string().regex(/^[0-9a-f]{16}$/, 'session id') }),
      response: z.object({}),
      handle: async (incoming) => {
        const { id, sessionHash } = personOf(incoming.actor)
        const { actor, ip } = byOf(incoming)
        await database.transaction((tx) => endOwnSession(tx, id, { id: incoming.params.id }, { actor, ip }, audit))
        if (sessionHash.startsWith(incoming.params.id)) incoming.setCookie(cookie, '', 0)
        return {}
      },
    }),
  ]
}
