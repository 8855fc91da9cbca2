import { z } from 'zod'
import { readAwayReasons, writeAwayReasons } from '#desk/away-reasons.ts'
import { awayReasons, colleague, presence, presenceInput } from '#desk/contract.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { handOverChats } from '#desk/hand-over-chats.ts'
import { ABSENT, presenceOf, setPresence } from '#desk/presence.ts'
import { listColleagues } from '#desk/queries.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { ROLE_PERMISSIONS, role } from '#team/contract.ts'

const tag = 'desk'
const SERVING_ROLES = role.options.filter((one) => ROLE_PERMISSIONS[one].includes('conversations.reply'))

/** Programs are never at work: only a person has a presence. */
function personId(actor: Actor): string {
  if (actor.kind !== 'user') throw new AppError('forbidden')
  return actor.id
}

export function presenceRoutes({ database, conversations }: DeskDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/desk/presence',
      access: 'conversations.reply',
      tag,
      summary: "One's own presence.",
      response: presence,
      handle: async ({ actor }) => {
        const id = personId(actor)
        return (await presenceOf(database.db, [id])).get(id) ?? ABSENT
      },
    }),
    route({
      method: 'PUT',
      path: '/api/desk/presence',
      access: 'conversations.reply',
      tag,
      summary: "Sets one's own presence; repeating it is the heartbeat that keeps one's chats.",
      body: presenceInput,
      response: presence,
      handle: async ({ actor, body }) => {
        const id = personId(actor)
        const { handOver, ...wanted } = body
        const stored = await database.transaction((tx) => setPresence(tx, id, wanted))
        if (handOver && wanted.status === 'offline') await handOverChats(conversations, id)
        return stored
      },
    }),
    route({
      method: 'GET',
      path: '/api/desk/away-reasons',
      access: 'team.read',
      tag,
      summary: 'What people may be away for, in the order in which it is offered.',
      response: z.object({ items: awayReasons, nextCursor: z.null() }),
      handle: async () => ({ items: await readAwayReasons(database.db), nextCursor: null }),
    }),
    route({
      method: 'PUT',
      path: '/api/desk/away-reasons',
      access: 'routing.manage',
      tag,
      summary: 'Replaces the list of what people may be away for.',
      body: z.object({ items: awayReasons }),
      response: z.object({ items: awayReasons }),
      handle: async ({ body, actor, ip }) => ({
        items: await database.transaction((tx) =>
          writeAwayReasons(tx, body.items, { actor: `${actor.kind}:${actor.id}`, ip }),
        ),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/desk/team-presence',
      access: 'team.read',
      tag,
      summary: 'Everybody who may serve customers: presence, skills and how many chats they have.',
      response: z.object({ items: z.array(colleague), nextCursor: z.null() }),
      handle: async () => ({ items: await listColleagues(database.db, SERVING_ROLES), nextCursor: null }),
    }),
  ]
}
