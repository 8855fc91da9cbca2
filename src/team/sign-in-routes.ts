import { z } from 'zod'
import type { Incoming, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { checkPassword } from '#team/check-password.ts'
import { credentials, linkToken, type SessionAnswer, sessionAnswer, setupInput } from '#team/contract.ts'
import type { TeamDeps } from '#team/deps.ts'
import { hashPassword } from '#team/password.ts'
import { hasUsers } from '#team/queries.ts'
import { endOwnSession, endSessions, LIFE_MS } from '#team/session.ts'
import { setUp } from '#team/set-up.ts'
import { type SignedIn, signIn } from '#team/sign-in.ts'
import { redeemSignInLink } from '#team/sign-in-link.ts'
import { byOf, personOf, toSessionAnswer } from '#team/views.ts'

const tag = 'sign-in'

export function signInRoutes({ database, audit, cookie }: TeamDeps): Route[] {
  type Request = Pick<Incoming<unknown, unknown, unknown>, 'actor' | 'ip' | 'userAgent' | 'setCookie'>
  /** Hands the cookie over; the session it replaces ends. */
  const welcome = async ({ actor, setCookie }: Request, { user, token }: SignedIn): Promise<SessionAnswer> => {
    if (actor.kind === 'user') {
      await database.transaction((tx) => endSessions(tx, actor.id, { hash: actor.sessionHash }, `user:${actor.id}`))
    }
    setCookie(cookie, token, LIFE_MS / 1000)
    return toSessionAnswer(user)
  }
  return [
    route({
      method: 'POST',
      path: '/api/session',
      access: 'public',
      tag,
      rate: 'strict',
      secret: true,
      summary: 'Signs in with login and password; sets the session cookie. Five failures lock a login for 15 minutes.',
      body: credentials,
      response: sessionAnswer,
      handle: async (incoming) => welcome(incoming, await signIn(database, audit, incoming.body, incoming)),
    }),
    route({
      method: 'POST',
      path: '/api/session/link',
      access: 'public',
      tag,
      rate: 'strict',
      secret: true,
      summary: 'Signs in with a one-time link; sets the session cookie.',
      body: linkToken,
      response: sessionAnswer,
      handle: async (incoming) => {
        const signedIn = await database.transaction((tx) => redeemSignInLink(tx, audit, incoming.body.token, incoming))
        return welcome(incoming, signedIn)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/session',
      access: 'signed-in',
      tag,
      secret: true,
      summary: 'Signs out here.',
      response: z.object({}),
      handle: async (incoming) => {
        const { id, sessionHash } = personOf(incoming.actor)
        const { actor, ip } = byOf(incoming)
        await database.transaction((tx) => endOwnSession(tx, id, { hash: sessionHash }, { actor, ip }, audit))
        incoming.setCookie(cookie, '', 0)
        return {}
      },
    }),
    ...setUpRoutes({ database, audit }, welcome),
  ]
}

function setUpRoutes(
  { database, audit }: Pick<TeamDeps, 'database' | 'audit'>,
  welcome: (incoming: Incoming<never, never, never>, signedIn: SignedIn) => Promise<SessionAnswer>,
): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/setup',
      access: 'public',
      tag,
      summary: 'Tells whether the server still waits for its first administrator.',
      response: z.object({ needed: z.boolean() }),
      handle: async () => ({ needed: !(await hasUsers(database.db)) }),
    }),
    route({
      method: 'POST',
      path: '/api/setup',
      access: 'public',
      tag,
      rate: 'strict',
      secret: true,
      summary: 'Makes the first administrator and signs him in; only while there is no user.',
      body: setupInput,
      response: sessionAnswer,
      handle: async (incoming) => {
        const { password, ...first } = incoming.body
        checkPassword(password, first.login)
        const passwordHash = await hashPassword(password)
        const signedIn = await database.transaction((tx) => setUp(tx, audit, { ...first, passwordHash }, incoming))
        return welcome(incoming as Incoming<never, never, never>, signedIn)
      },
    }),
  ]
}
