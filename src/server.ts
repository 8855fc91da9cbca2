// The composition root: config → database → modules → http, realtime, periodic work. The only file that sees everything.
import { join } from 'node:path'
import { actions } from '#business/actions.ts'
import { businessEvents, type Perform } from '#business/contract.ts'
import { openConnector } from '#business/openapi-connector.ts'
import { openPerform } from '#business/perform.ts'
import { businessRoutes } from '#business/routes.ts'
import { channelRoutes } from '#channels/routes.ts'
import { webCommands } from '#channels/web/commands.ts'
import { webRoutes } from '#channels/web/routes.ts'
import { sendPresence, sendTyping } from '#channels/web/send.ts'
import { loadWidgetSettings } from '#channels/web/settings.ts'
import { openWebTokens } from '#channels/web/token.ts'
import { mayRead } from '#conversations/access.ts'
import { openConversations } from '#conversations/change.ts'
import { conversationCommands } from '#conversations/commands.ts'
import { conversationEvents } from '#conversations/contract.ts'
import { openReadMarks } from '#conversations/read-marks.ts'
import { conversationRoutes } from '#conversations/routes.ts'
import { openCallers } from '#customers/callers.ts'
import { customerEvents } from '#customers/contract.ts'
import { customerRoutes } from '#customers/routes.ts'
import { deskEvents } from '#desk/contract.ts'
import { heartbeat, presenceOf } from '#desk/presence.ts'
import { requeueOfLostAgents } from '#desk/requeue-of-lost-agents.ts'
import { deskRoutes } from '#desk/routes.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { dialogueRoutes } from '#dialogue/routes.ts'
import { initialState } from '#dialogue/state.ts'
import { buildTurn } from '#dialogue/turn.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { governanceRoutes } from '#governance/routes.ts'
import { knowledgeEvents } from '#knowledge/contract.ts'
import { knowledgeRoutes } from '#knowledge/routes.ts'
import { openSearch } from '#knowledge/search.ts'
import { announce } from '#platform/announce.ts'
import { startChildService } from '#platform/child-service.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase } from '#platform/db/open.ts'
import { fileRoutes } from '#platform/files/routes.ts'
import { openFiles } from '#platform/files/store.ts'
import { mountHealth } from '#platform/http/health.ts'
import { type Idempotency, openIdempotency } from '#platform/http/idempotency.ts'
import { mountMetrics, openMetrics } from '#platform/http/metrics.ts'
import { openApiRoute } from '#platform/http/openapi.ts'
import { mountPages, pageOf } from '#platform/http/pages.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import type { Route } from '#platform/http/route.ts'
import { buildServer, SESSION_COOKIE } from '#platform/http/serve.ts'
import { newId } from '#platform/id.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { openTail } from '#platform/ledger/tail.ts'
import { type Log, openLog } from '#platform/log.ts'
import { openPeriodic, type Periodic } from '#platform/periodic.ts'
import { openFanout } from '#platform/realtime/fanout.ts'
import { openHub } from '#platform/realtime/hub.ts'
import { type Command, mountSockets, type Sockets } from '#platform/realtime/sockets.ts'
import { readSecrets } from '#platform/settings/secrets.ts'
import { adoptVisitor } from '#reception/adopt.ts'
import { closeIdle } from '#reception/close-idle.ts'
import type { RunCall } from '#reception/contract.ts'
import { OPEN_TICKET } from '#reception/decide.ts'
import { openReception, type Reception } from '#reception/receive.ts'
import { refreshCustomer } from '#reception/refresh-customer.ts'
import { toCaller } from '#reception/world.ts'
import { administratorExists, administratorLink } from '#team/administrator.ts'
import { openAuthenticator } from '#team/authenticate.ts'
import { teamEvents } from '#team/contract.ts'
import { purgeSignIns } from '#team/purge.ts'
import { teamRoutes } from '#team/routes.ts'
import { ticketEvents } from '#tickets/contract.ts'
import { openFromConversation } from '#tickets/open-from-conversation.ts'
import { ticketRoutes } from '#tickets/routes.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { buildTextTools } from '#understanding/text-tools.ts'
import { buildUnderstand } from '#understanding/understand.ts'
import { seedIfEmpty } from '../database/seed/seed.ts'

const ROOT = join(import.meta.dirname, '..')
const PACKS = join(ROOT, 'packs')
const VERSION = '0.1.0'
const MINUTE = 60_000

/** Every fact of the ledger, by kind; each is declared by its owner. */
export const EVENTS: EventDefinitions = {
  ...conversationEvents,
  ...customerEvents,
  ...businessEvents,
  ...knowledgeEvents,
  ...ticketEvents,
  ...deskEvents,
  ...teamEvents,
}

export type Server = {
  url: string
  /** Address of the demo shop, when there is one. */
  shop: string | null
  routes: Route[]
  database: Database
  /** Stops taking in, finishes what is under way, says "reconnect" to the sockets. */
  close(): Promise<void>
}

type Core = Awaited<ReturnType<typeof openCore>>

/** Starts everything in order; `close` undoes it in reverse. */
export async function startServer(config: Config, options: { log?: Log } = {}): Promise<Server> {
  const log = options.log ?? openLog(config.LOG_LEVEL)
  const core = await openCore(config, log)
  const mind = await openMind(core)
  const business = openBusiness(core)
  const reception = openReception({
    conversations: core.conversations,
    mind,
    caller: async (id) => toCaller(await core.callers.ensure({ id, channel: 'web', language: 'zh' })),
    runCall: runCalls(core, business.perform),
    typing: (conversation, on) =>
      sendTyping(core.hub, { conversationId: conversation.id, customerId: conversation.customerId }, 'bot', on),
    node: core.node,
    log,
  })
  const authenticate = openAuthenticator(core.database.db, { customerToken: core.tokens })
  const limiter = openRateLimiter(config.RATE_LIMITS === 'on' ? 1 : 0)
  const idempotency = openIdempotency(core.database.db)
  const routes = routeTable(core, mind, business, reception)
  let stopping = false
  const app = buildServer({
    routes,
    authenticate,
    limiter,
    idempotency,
    publicUrl: () => core.address.url,
    page: pageOf,
    trustProxy: config.TRUST_PROXY === 'on',
    log,
  })
  mountMetrics(app, core.metrics, config.METRICS_TOKEN)
  mountHealth(app, { db: core.database.db, stopping: () => stopping })
  mountPages(app)
  const sockets = mountSockets(app, {
    hub: core.hub,
    tail: core.tail,
    commands: [...webCommands({ files: core.files, reception }), ...deskCommands(core)],
    authenticate,
    mayWatch: async (actor, topic) => {
      const seen = await mayRead(core.conversations, actor, topic.slice('conversation:'.length))
      if (seen) sendPresence(core.hub, seen.customerId, sockets.isOnline(seen.customerId))
      return seen !== null
    },
    onPresence: (actor, online) => actor.kind === 'customer' && sendPresence(core.hub, actor.id, online),
    limiter,
    publicUrl: () => core.address.url,
    log,
  })
  const listening = await app.listen({ host: config.HOST, port: config.PORT })
  core.address.url = config.PUBLIC_URL || listening
  const shop = await startShop(config, core, log)
  core.address.shop = shop?.url ?? ''
  if (core.database.kind === 'pglite') await core.conversations.releaseLeases()
  await reception.recover()
  const periodic = startPeriodic(core, reception, idempotency, sockets)

  return {
    url: core.address.url,
    shop: shop?.url ?? null,
    routes,
    database: core.database,
    async close() {
      stopping = true
      sockets.closeAll()
      await periodic.stop()
      await app.close()
      await reception.settled()
      await core.conversations.settled()
      await core.readMarks.settled()
      await core.tail.stop()
      await core.fanout.close()
      await shop?.stop()
      await core.database.close()
    },
  }
}

/** Database, secrets, ledger, realtime and the folders that need nothing but these. */
async function openCore(config: Config, log: Log) {
  const database = await openDatabase({ url: config.DATABASE_URL, dataDir: config.DATA_DIR })
  await migrate(database)
  if (config.YINGHE_DEMO === 'on') await seedIfEmpty(database, PACKS, log)
  const secrets = await readSecrets(database.db, { identity: config.IDENTITY_SECRET })
  const fanout = await openFanout(database, config.REDIS_URL, log)
  const tail = await openTail(database, log)
  const hub = openHub({ database, tail, fanout, definitions: EVENTS })
  const metrics = openMetrics()
  metrics.gauge('yinghe_sockets', 'Connected browsers', hub.size)
  return {
    config,
    log,
    database,
    secrets,
    fanout,
    tail,
    hub,
    metrics,
    /** Known once the server listens. */
    address: { url: config.PUBLIC_URL, shop: '' },
    node: newId(),
    tokens: openWebTokens(secrets),
    files: openFiles(database.db, join(config.DATA_DIR, 'files'), secrets.session),
    conversations: openConversations(database),
    readMarks: openReadMarks(database, log),
    callers: openCallers(database),
  }
}

/** What the packs and the operators taught: understanding, flows, knowledge. */
async function openMind({ database, tail, log }: Core) {
  const { intents, terms } = loadIntents(PACKS)
  const known = new Set(intents.map((intent) => intent.id))
  const flows = await loadFlows(PACKS, [...actions], known)
  for (const problem of flows.problems) log.error(problem, 'a flow was left out: correct it and start again')
  const tools = buildTextTools(terms)
  const knowledge = await openSearch({ database, tail, tools })
  const settings = loadWidgetSettings(PACKS)
  return {
    understand: buildUnderstand({ intents: [...intents, knowledge.questions], terms }),
    turn: buildTurn({ flows: flows.flows, wording: flows.wording, actions: [...actions] }),
    search: knowledge.search,
    botName: (language: 'zh' | 'en') => settings.botName[language],
    knowledge,
    normalize: tools.normalize,
    intents: known,
    flows,
    settings,
  }
}
type Mind = Awaited<ReturnType<typeof openMind>>

/** The way to the company's own systems: the configured one, or the demo shop. */
function openBusiness({ config, secrets, database, callers, files, address, log }: Core) {
  const connector = openConnector({
    baseUrl: () => config.BUSINESS_URL || address.shop,
    // The demo shop's key is for the demo shop alone.
    apiKey: config.BUSINESS_API_KEY || (config.BUSINESS_URL ? '' : secrets.shopApiKey),
    cacheFile: join(config.DATA_DIR, 'business-openapi.json'),
    log,
  })
  const perform = openPerform({
    database,
    connector,
    resolveExternalId: async (id) => (await callers.find(id))?.externalId ?? null,
    fileUrl: (fileId) => `${address.url}${files.link(fileId)}`,
    log,
  })
  return { connector, perform }
}
type Business = ReturnType<typeof openBusiness>

/** Every route of the product; docs, checks of access and the tests of bad input are made from this table. */
function routeTable(core: Core, mind: Mind, { connector, perform }: Business, reception: Reception): Route[] {
  const { database, conversations, files, callers, tokens } = core
  const web = {
    database,
    conversations,
    tokens,
    reception,
    files,
    settings: mind.settings,
    identify: async (externalId: string, name: string | null, language: 'zh' | 'en') => {
      const customer = await callers.identify({ externalId, name, language })
      void refreshCustomer({ ...core, perform }, customer.id)
      return toCaller(customer)
    },
    adopt: (visitorId: string, customerId: string) =>
      adoptVisitor({ database, conversations }, visitorId, customerId, 'web'),
    caller: async (id: string) => {
      const customer = await callers.find(id)
      return customer && toCaller(customer)
    },
  }
  const table = [
    ...webRoutes(web),
    ...conversationRoutes({ database, conversations, files }),
    ...deskRoutes({ database, conversations, freshDialogue: initialState }),
    ...teamRoutes({ database, audit: recordAudit, presenceOf, cookie: SESSION_COOKIE }),
    ...customerRoutes({ database, timelineKinds: TIMELINE }),
    ...businessRoutes({
      perform,
      connectors: [connector],
      customerOf: async (id) => (await conversations.find(id)).customerId,
    }),
    ...ticketRoutes({ database }),
    ...knowledgeRoutes({ database, knowledge: mind.knowledge, normalize: mind.normalize }),
    ...dialogueRoutes({ ...mind.flows, actions, intents: mind.intents }),
    ...governanceRoutes({ database }),
    ...fileRoutes(files),
    ...channelRoutes(),
  ]
  return [...table, openApiRoute(table, VERSION)]
}

/** Facts worth reading in a customer's history. */
const TIMELINE = [
  'conversation.opened',
  'conversation.changed',
  'action.performed',
  'ticket.opened',
  'ticket.changed',
  'customer.changed',
  'customer.merged',
]

/** Actions of a turn: our own ticket desk, or the business system. */
function runCalls({ database }: Core, perform: Perform): RunCall {
  return async ({ callId, action, input, customerId, conversationId }) => {
    if (action !== OPEN_TICKET)
      return perform({ action, input, customerId, conversationId, actor: 'bot', idempotencyKey: callId })
    const ticket = await openFromConversation(database, {
      customerId,
      conversationId,
      onceKey: `${conversationId}:${callId}`,
      wish: input,
    })
    return { ok: true, data: ticket }
  }
}

function deskCommands({ conversations, readMarks, files, hub }: Core): Command[] {
  return conversationCommands({
    conversations,
    readMarks,
    files,
    typing: (c, who, on, name) => sendTyping(hub, { conversationId: c.id, customerId: c.customerId }, who, on, name),
  })
}

/** The demo shop runs beside us as any business system would, in a process of its own. */
async function startShop(config: Config, core: Core, log: Log) {
  if (config.YINGHE_DEMO === 'off' || config.BUSINESS_URL) return null
  const env = {
    SHOP_HOST: config.HOST,
    SHOP_PORT: String(config.DEMO_PORT),
    SHOP_DATA_DIR: join(config.DATA_DIR, 'demo-shop'),
    SHOP_API_KEY: config.BUSINESS_API_KEY || core.secrets.shopApiKey,
    SHOP_IDENTITY_SECRET: core.secrets.identity,
    SHOP_WIDGET_URL: core.address.url,
  }
  return startChildService(join(ROOT, 'apps/demo-shop/main.ts'), env, log)
}

function startPeriodic(core: Core, reception: Reception, idempotency: Idempotency, sockets: Sockets): Periodic {
  const periodic = openPeriodic(core.log)
  const { database, conversations } = core
  periodic.every('finish turns of lost nodes', 5_000, reception.recover)
  // A browser slows down the timers of a hidden page, but its socket stays: whoever is connected is at work.
  periodic.every('note who is connected', 20_000, () => heartbeat(database.db, sockets.users()))
  periodic.every('requeue chats of lost agents', 10_000, () => requeueOfLostAgents({ database, conversations }))
  periodic.every('close idle chats', 10 * MINUTE, () => closeIdle(conversations))
  periodic.every('forget what expired', 60 * MINUTE, async () => {
    await idempotency.purge()
    await purgeSignIns(database.db)
  })
  return periodic
}

async function main(): Promise<void> {
  const config = readConfig()
  const log = openLog(config.LOG_LEVEL)
  const server = await startServer(config, { log })
  announce({
    shop: server.shop,
    url: server.url,
    link: config.YINGHE_DEMO === 'on' ? await administratorLink(server.database, server.url) : null,
    fresh: !(await administratorExists(server.database)),
  })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await server.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  process.on('disconnect', () => void stop())
  process.on('unhandledRejection', (error) => log.fatal({ err: error }, 'an unhandled rejection'))
  process.send?.({ listening: server.url, shop: server.shop })
}

if (import.meta.main) await main()
