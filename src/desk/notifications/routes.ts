import { z } from 'zod'
import type { DeskDeps } from '#desk/deps.ts'
import { notification } from '#desk/notifications/contract.ts'
import { countUnread, listNotifications, markSeen } from '#desk/notifications/queries.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const common = { access: 'signed-in', tag: 'desk' } as const

export function notificationRoutes({ database }: DeskDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/notifications',
      summary: "What one's colleagues want one to see, latest first, and how much of it is unread.",
      response: z.object({ items: z.array(notification), unread: z.number().int(), nextCursor: z.null() }),
      handle: async ({ actor }) => ({
        items: await listNotifications(database.db, actor.id, 50),
        unread: await countUnread(database.db, actor.id),
        nextCursor: null,
      }),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/notifications/read',
      summary: 'Marks what concerns one conversation, or everything, as read.',
      body: z.object({ conversationId: z.string().min(1).max(64).optional() }),
      response: z.object({ unread: z.number().int() }),
      handle: async ({ body, actor }) => {
        await markSeen(database.db, actor.id, body.conversationId, new Date())
        return { unread: await countUnread(database.db, actor.id) }
      },
    }),
  ]
}
