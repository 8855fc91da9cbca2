import { cannedReplyRoutes } from '#desk/canned-reply-routes.ts'
import { chatRoutes } from '#desk/chat-routes.ts'
import { contextLinkRoutes } from '#desk/context-links/routes.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { draftRoutes } from '#desk/drafts/routes.ts'
import { macroRoutes } from '#desk/macros/routes.ts'
import { notificationRoutes } from '#desk/notifications/routes.ts'
import { numberRoutes } from '#desk/numbers/routes.ts'
import { presenceRoutes } from '#desk/presence-routes.ts'
import { rosterRoutes } from '#desk/roster/routes.ts'
import { teamRecordRoutes } from '#desk/teams/routes.ts'
import { tendRoutes } from '#desk/tend-routes.ts'
import { viewRoutes } from '#desk/views/routes.ts'
import type { Route } from '#platform/http/route.ts'

/** People at work: presence, the queue, taking and handing on chats, ready-made replies. */
export function deskRoutes(deps: DeskDeps): Route[] {
  return [
    ...chatRoutes(deps),
    ...presenceRoutes(deps),
    ...cannedReplyRoutes(deps),
    ...macroRoutes(deps),
    ...tendRoutes(deps),
    ...viewRoutes(deps),
    ...draftRoutes(deps),
    ...notificationRoutes(deps),
    ...numberRoutes(deps),
    ...contextLinkRoutes(deps),
    ...teamRecordRoutes(deps),
    ...rosterRoutes(deps),
  ]
}
