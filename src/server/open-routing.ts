import type { OpenRequestTicket } from '#desk/leave-request.ts'
import { preChatRoutes } from '#desk/pre-chat/routes.ts'
import { openRouting } from '#desk/routing/open-routing.ts'
import { routingRoutes } from '#desk/routing/routing-routes.ts'
import { waitingRoutes } from '#desk/routing/waiting-routes.ts'
import type { WallDeps } from '#desk/wall/read-wall.ts'
import { wallRoutes } from '#desk/wall/wall-routes.ts'
import { initialState } from '#dialogue/state.ts'
import { readEmotionStates } from '#emotion/states.ts'
import { openTicket } from '#tickets/open.ts'
import { readEndangered } from '#tickets/sla/endangered-queries.ts'
import type { Core } from './open-core.ts'

/** Who waits goes to whom; feelings are read where they are kept. */
export async function openDeskRouting(
  { database, conversations, callers, tail, hub, log }: Core,
  thresholds: WallDeps['thresholds'],
) {
  const deps = { database, conversations, emotions: readEmotionStates }
  const routing = await openRouting({
    ...deps,
    tail,
    log,
    send: (customerId, place) => hub.signal('queue', [`customer:${customerId}`], place),
  })
  const routes = [
    ...routingRoutes(deps),
    ...wallRoutes({ ...deps, thresholds, tickets: readEndangered }),
    ...preChatRoutes({
      ...{ database, conversations, callers },
      isClosed: (asking, now) => routing.isOutsideHours({ ...asking, skill: null }, now),
    }),
    ...waitingRoutes({ ...deps, freshDialogue: initialState, openTicket: requestTicket }),
  ]
  return { ...routing, routes }
}

const TITLES = {
  message: { zh: '客户留言', en: 'Message left by the customer' },
  'call-back': { zh: '客户预约回电', en: 'The customer asks to be called back' },
}

/** What a customer left becomes a ticket; who waits to be called waits for a person, so it goes before the rest. */
export const requestTicket: OpenRequestTicket = (tx, request) => {
  const { kind, text, phone, when, language, customerId, conversationId, onceKey } = request
  const fields = { ...(phone && { phone }), ...(when && { when }) }
  return openTicket(
    tx,
    {
      ...{ type: 'other', title: TITLES[kind][language], titleEn: TITLES[kind].en, description: text, fields },
      ...{ priority: kind === 'call-back' ? 'high' : 'normal', customerId, conversationId, assigneeId: null },
    },
    `customer:${customerId}`,
    { onceKey },
  )
}
