import type { DeskDeps } from '#desk/deps.ts'
import { ownNumbers as numbers } from '#desk/numbers/contract.ts'
import { ownNumbers } from '#desk/numbers/own-numbers.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

export function numberRoutes({ database }: DeskDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/desk/numbers',
      access: 'conversations.reply',
      tag: 'desk',
      summary: "One's own work today, beside what is usual for oneself.",
      response: numbers,
      handle: ({ actor }) => ownNumbers(database, actor.id),
    }),
  ]
}
