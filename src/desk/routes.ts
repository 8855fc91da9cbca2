import { cannedReplyRoutes } from '#desk/canned-reply-routes.ts'
import { chatRoutes } from '#desk/chat-routes.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { presenceRoutes } from '#desk/presence-routes.ts'
import type { Route } from '#platform/http/route.ts'

/** People at work: presence, the queue, taking and handing on chats, ready-made replies. */
export function deskRoutes(deps: DeskDeps): Route[] {
  return [...chatRoutes(deps), ...presenceRoutes(deps), ...cannedReplyRoutes(deps)]
}
