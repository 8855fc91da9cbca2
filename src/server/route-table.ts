import { answerRoutes } from '#answers/routes.ts'
import { compareAction } from '#business/compare-products.ts'
import { businessRoutes } from '#business/routes.ts'
import { channelRoutes } from '#channels/routes.ts'
import { webRoutes } from '#channels/web/routes.ts'
import { sendTyping } from '#channels/web/send.ts'
import { conversationCommands } from '#conversations/commands.ts'
import type { HearNote } from '#conversations/heard-notes.ts'
import type { ReplyCheck } from '#conversations/reply.ts'
import { conversationRoutes } from '#conversations/routes.ts'
import { customerRoutes } from '#customers/routes.ts'
import { deskSignals } from '#desk/commands.ts'
import { presenceOf } from '#desk/presence.ts'
import { deskRoutes } from '#desk/routes.ts'
import { dialogueRoutes } from '#dialogue/routes.ts'
import { initialState } from '#dialogue/state.ts'
import { currentOf } from '#emotion/strategy/strategy-queries.ts'
import { llmRoutes } from '#engines/llm/routes.ts'
import { speechRoutes } from '#engines/speech/routes.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { governanceRoutes } from '#governance/routes.ts'
import { faultCodeAction } from '#knowledge/graph/fault-code-call.ts'
import { videosAction } from '#knowledge/graph/videos-call.ts'
import { knowledgeRoutes } from '#knowledge/routes.ts'
import { thresholdRoutes } from '#knowledge/threshold-routes.ts'
import { historyRoutes } from '#learning/history/routes.ts'
import { maskCase } from '#learning/mask-case.ts'
import { learningRoutes } from '#learning/routes.ts'
import { packRoutes } from '#packs/routes.ts'
import { termRoutes } from '#packs/term-routes.ts'
import { fileRoutes } from '#platform/files/routes.ts'
import { openApiRoute } from '#platform/http/openapi.ts'
import type { Route } from '#platform/http/route.ts'
import { SESSION_COOKIE } from '#platform/http/serve.ts'
import type { Command } from '#platform/realtime/sockets.ts'
import { adoptVisitor } from '#reception/adopt.ts'
import type { Reception } from '#reception/receive.ts'
import { refreshCustomer } from '#reception/refresh-customer.ts'
import { toCaller } from '#reception/world.ts'
import { teamRoutes } from '#team/routes.ts'
import { giveTickets } from '#tickets/move.ts'
import { ticketRoutes } from '#tickets/routes.ts'
import { modelRoutes } from '#understanding/models/routes.ts'
import { understandingRoutes } from '#understanding/routes.ts'
import { simplify } from '#understanding/traditional.ts'
import { hearNotes } from './hear-notes.ts'
import type { Assist } from './open-assist.ts'
import type { Business } from './open-business.ts'
import type { Core } from './open-core.ts'
import type { History } from './open-history.ts'
import type { KnowledgeDesk } from './open-knowledge.ts'
import type { Mind } from './open-mind.ts'

const VERSION = '0.1.0'

/** Every route of the product; docs, checks of access and the tests of bad input are made from this table. */
export function routeTable(
  core: Core,
  mind: Mind,
  { catalogue, connectors, perform, tryOut }: Business,
  reception: Reception,
  history: History,
  knowledge: KnowledgeDesk,
  assist: Assist,
  /** Parts of the house that bring their routes along. */
  parts: readonly { routes: readonly Route[] }[],
): Route[] {
  const { database, conversations, files, callers, tokens } = core
  const web = {
    database,
    conversations,
    tokens,
    reception,
    files,
    door: core.door,
    hear: hearNotes(core, mind),
    settings: mind.settings,
    largeType: async (id: string) => (await currentOf(database.db, [id])).get(id)?.largeType ?? false,
    identify: async (externalId: string, name: string | null, language: 'zh' | 'en') => {
      const customer = await callers.identify({ externalId, name, language })
      void refreshCustomer({ ...core, perform }, customer.id)
      return toCaller(customer)
    },
    adopt: (visitorId: string, customerId: string) =>
      adoptVisitor({ database, conversations, moveTickets: giveTickets }, visitorId, customerId, 'web'),
    caller: async (id: string) => {
      const customer = await callers.find(id)
      return customer && toCaller(customer)
    },
  }
  const table = [
    ...webRoutes(web),
    ...conversationRoutes({ database, conversations, files, fold: simplify, wording: assist.wording, hear: web.hear }),
    ...deskRoutes({ database, conversations, freshDialogue: initialState }),
    ...assist.routes,
    ...parts.flatMap(({ routes }) => routes),
    ...teamRoutes({ database, audit: recordAudit, presenceOf, cookie: SESSION_COOKIE }),
    ...customerRoutes({
      database,
      timelineKinds: TIMELINE,
      conversationsOn: async (customerId, channel) =>
        (await conversations.list({ customerId, channel, limit: MOST_ON_A_CHANNEL })).map(({ id }) => id),
    }),
    ...businessRoutes({
      perform,
      catalogue,
      connectors,
      customerOf: async (id) => (await conversations.find(id)).customerId,
    }),
    ...ticketRoutes({ database, actions: catalogue.all }),
    ...llmRoutes({ llm: core.llm }),
    ...speechRoutes({ speech: core.speech }),
    ...answerRoutes({ llm: core.llm, search: mind.search, conversations }),
    ...knowledgeRoutes({ database, knowledge: mind.knowledge, normalize: mind.normalize }),
    ...knowledge.routes,
    ...thresholdRoutes({ database, knowledge: mind.knowledge, thresholds: mind.thresholds }),
    ...learningRoutes(mind.learning),
    ...modelRoutes({ database, models: mind.models, audit: recordAudit, mask: maskCase }),
    ...understandingRoutes({ understand: mind.understand }),
    ...historyRoutes({ database, ...history, hasIntent: (id) => mind.intents().has(id) }),
    ...dialogueRoutes(() => ({
      ...mind.flows(),
      actions: [...catalogue.all(), faultCodeAction, videosAction, compareAction],
      intents: mind.intents(),
    })),
    ...packRoutes({ ...mind, packs: core.packs, tryOut }),
    ...termRoutes({ database, reloaded: mind.reloaded }),
    ...governanceRoutes({ database }),
    ...fileRoutes(files),
    ...channelRoutes(),
  ]
  return [...table, openApiRoute(table, VERSION)]
}

/** Of one customer; what is older is in his list of conversations. */
const MOST_ON_A_CHANNEL = 500

/** Facts worth reading in a customer's history. */
const TIMELINE = [
  'conversation.opened',
  'conversation.changed',
  'action.performed',
  'ticket.opened',
  'ticket.changed',
  'customer.changed',
  'customer.merged',
  'customer.split',
]

export function deskCommands(
  { conversations, readMarks, files, hub }: Core,
  wording: ReplyCheck,
  hear: HearNote,
): Command[] {
  const signal = (id: string, payload: Record<string, unknown>) =>
    hub.signal('viewing', [`conversation:${id}`], payload)
  const talking = conversationCommands({
    wording,
    hear,
    conversations,
    readMarks,
    files,
    typing: (c, who, on, by) => sendTyping(hub, { conversationId: c.id, customerId: c.customerId }, who, on, by),
  })
  return [...talking, ...deskSignals({ conversations, signal })]
}
