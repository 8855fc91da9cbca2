// The composition root: config → database → modules → http, realtime, periodic work. Only it and `server/` see everything.
import { webCommands } from '#channels/web/commands.ts'
import { sendPresence } from '#channels/web/send.ts'
import { mayRead } from '#conversations/access.ts'
import type { HearNote } from '#conversations/heard-notes.ts'
import type { ReplyCheck } from '#conversations/reply.ts'
import { announce } from '#platform/announce.ts'
import { type Config, readConfig } from '#platform/config.ts'
import type { Database } from '#platform/db/open.ts'
import { mountHealth } from '#platform/http/health.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { mountMetrics } from '#platform/http/metrics.ts'
import { mountPages, pageOf } from '#platform/http/pages.ts'
import { openRateLimiter, type RateLimiter } from '#platform/http/rate-limit.ts'
import type { Route } from '#platform/http/route.ts'
import { buildServer } from '#platform/http/serve.ts'
import { type Log, openLog } from '#platform/log.ts'
import { reachedAt } from '#platform/nodes.ts'
import { mountSockets } from '#platform/realtime/sockets.ts'
import type { Reception } from '#reception/receive.ts'
import { administratorExists, administratorLink } from '#team/administrator.ts'
import { type Authenticate, openAuthenticator } from '#team/authenticate.ts'
import { runRules } from '#tickets/rules/run-rules.ts'
import { hearNotes } from './server/hear-notes.ts'
import { openAssist } from './server/open-assist.ts'
import { openBusiness, startShop } from './server/open-business.ts'
import { type Core, openCore } from './server/open-core.ts'
import { openDesk } from './server/open-desk.ts'
import { openEmotion } from './server/open-emotion.ts'
import { openHistory } from './server/open-history.ts'
import { openKnowledge } from './server/open-knowledge.ts'
import { openMind } from './server/open-mind.ts'
import { openTalks } from './server/open-reception.ts'
import { openDeskRouting } from './server/open-routing.ts'
import { openVerifying } from './server/open-verification.ts'
import { openVoice, type Voice } from './server/open-voice.ts'
import { startPeriodic } from './server/periodic.ts'
import { deskCommands, routeTable } from './server/route-table.ts'

export type Server = {
  url: string
  /** Address of the demo shop, when there is one. */
  shop: string | null
  /** Address of the demo service of a pack; empty before one is installed that has one. */
  service(pack: string): string
  routes: Route[]
  database: Database
  /** Stops taking in, finishes what is under way, says "reconnect" to the sockets. */
  close(): Promise<void>
}

/** Starts everything in order; `close` undoes it in reverse. */
export async function startServer(config: Config, options: { log?: Log } = {}): Promise<Server> {
  const log = options.log ?? openLog(config.LOG_LEVEL)
  const core = await openCore(config, log)
  const verification = await openVerifying(core, {
    perform: (call) => business.perform(call),
    actions: () => business.catalogue.all(),
    botName: (language) => mind.botName(language),
    reception: () => reception,
  })
  const business = openBusiness(core, verification)
  const routing = await openDeskRouting(core, () => mind.thresholdsNow())
  const mind = await openMind(core, business.catalogue, routing)
  mind.onReload(() => business.services.startFor(mind.packs()))
  const reception = openTalks(core, mind, business, verification)
  const authenticate = openAuthenticator(core.database.db, { customerToken: core.tokens })
  const limiter = openRateLimiter(config.RATE_LIMITS === 'on' ? 1 : 0)
  const idempotency = openIdempotency(core.database.db)
  const history = openHistory(core, mind)
  const knowledge = await openKnowledge(core, mind, business.perform)
  const emotion = await openEmotion(core, mind, business)
  const assist = await openAssist(core, mind, business.perform)
  const desk = await openDesk(core)
  const house = { ...routing, ...assist, hears: verification.hears }
  const voice = await openVoice(core, mind, reception, business.perform, house)
  const withRoutes = [emotion, routing, voice, desk, verification]
  const routes = routeTable(core, mind, business, reception, history, knowledge, assist, withRoutes)
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
  const doors = { reception, authenticate, limiter, voice, wording: assist.wording }
  const sockets = openSockets(app, core, { ...doors, hear: hearNotes(core, mind) })
  const listening = await app.listen({ host: config.HOST, port: config.PORT })
  core.address.url = config.PUBLIC_URL || listening
  await core.nodes.open(config.NODE_URL || reachedAt(listening))
  const shop = await startShop(config, core, log)
  core.address.shop = shop?.url ?? ''
  await business.services.startFor(mind.packs())
  if (core.database.kind === 'pglite') await core.conversations.releaseLeases()
  await reception.recover()
  const rules = await runRules({ ...core, perform: business.perform, action: business.catalogue.find })
  const periodic = startPeriodic(core, mind, reception, history, knowledge, idempotency, sockets)
  for (const part of [emotion, desk, voice, verification]) part.start(periodic)

  return {
    url: core.address.url,
    shop: shop?.url ?? null,
    service: business.services.url,
    routes,
    database: core.database,
    async close() {
      stopping = true
      sockets.closeAll()
      await periodic.stop()
      const { models, knowledge: search, learning } = mind
      for (const part of [voice, rules, routing, models, search, learning]) await part.stop()
      for (const part of [emotion, history.imports, knowledge, assist, desk, verification]) await part.stop()
      await app.close()
      await reception.settled()
      await core.nodes.leave()
      await core.conversations.settled()
      await core.readMarks.settled()
      await core.tail.stop()
      for (const part of [core.speech, core.fanout]) await part.close()
      await shop?.stop()
      await business.services.stop()
      await core.database.close()
    },
  }
}

type Doors = {
  reception: Reception
  authenticate: Authenticate
  limiter: RateLimiter
  voice: Voice
  wording: ReplyCheck
  hear: HearNote
}

/** The live connections of customers and team. */
function openSockets(
  app: ReturnType<typeof buildServer>,
  core: Core,
  { reception, authenticate, limiter, voice, wording, hear }: Doors,
) {
  const sockets = mountSockets(app, {
    hub: core.hub,
    tail: core.tail,
    commands: [
      ...webCommands({ files: core.files, reception, door: core.door, hear }),
      ...deskCommands(core, wording, hear),
    ],
    authenticate,
    mayWatch: async (actor, topic) => {
      const seen = await mayRead(core.conversations, actor, topic.slice('conversation:'.length))
      if (seen) sendPresence(core.hub, seen.customerId, sockets.isOnline(seen.customerId))
      return seen !== null
    },
    onPresence: (actor, online) => actor.kind === 'customer' && sendPresence(core.hub, actor.id, online),
    limiter,
    publicUrl: () => core.address.url,
    log: core.log,
  })
  voice.listen(app, authenticate, limiter)
  return sockets
}

/** What `npm start` does: the server of this process's environment, until it is told to end. */
export async function main(): Promise<void> {
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
