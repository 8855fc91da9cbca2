import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { COMPOSE } from '#answers/contract.ts'
import { SHOP } from '#business/action.ts'
import { type Catalogue, openCatalogue } from '#business/catalogue.ts'
import type { Perform } from '#business/contract.ts'
import { type Connector, openConnector } from '#business/openapi-connector.ts'
import { openPerform } from '#business/perform.ts'
import { readOwn } from '#dialogue/own-actions.ts'
import { type ChildService, startChildService } from '#platform/child-service.ts'
import type { Config } from '#platform/config.ts'
import type { Log } from '#platform/log.ts'
import type { RunCall } from '#reception/contract.ts'
import { OPEN_TICKET } from '#reception/decide.ts'
import { openFromConversation } from '#tickets/open-from-conversation.ts'
import { BEGIN, CHECK, SEND_LINK } from '#verification/contract.ts'
import type { Verification } from '#verification/open-verification.ts'
import { type Core, ROOT } from './open-core.ts'
import { openPartStock } from './open-knowledge.ts'

/** The ways to the company's own systems: the configured ones, or the demo shop and the demo services. */
export function openBusiness(core: Core, { provenId, guard }: Pick<Verification, 'provenId' | 'guard'>) {
  const { config, secrets, database, callers, files, address, log } = core
  const catalogue = openCatalogue([])
  const connectors = new Map<string, Connector>()
  const services = openServices(core)
  connectors.set(
    SHOP,
    openConnector({
      baseUrl: () => config.BUSINESS_URL || address.shop,
      // The demo shop's key is for the demo shop alone.
      apiKey: config.BUSINESS_API_KEY || (config.BUSINESS_URL ? '' : secrets.shopApiKey),
      cacheFile: join(config.DATA_DIR, 'business-openapi.json'),
      log,
    }),
  )
  const connectorOf = (system: string): Connector | null => {
    const known = connectors.get(system)
    if (known) return known
    const real = config.services[system]
    if (!real && config.YINGHE_DEMO === 'off') return null
    const connector = openConnector({
      system,
      baseUrl: () => real?.url ?? services.url(system),
      apiKey: real ? real.key : config.BUSINESS_API_KEY || secrets.shopApiKey,
      cacheFile: join(config.DATA_DIR, `business-openapi-${system}.json`),
      log,
    })
    connectors.set(system, connector)
    return connector
  }
  const unguarded = openPerform({
    database,
    catalogue,
    connectorOf,
    resolveExternalId: async (id, conversationId) => (await callers.find(id))?.externalId ?? provenId(conversationId),
    fileUrl: (fileId) => `${address.url}${files.link(fileId)}`,
    log,
  })
  const perform = guard(unguarded)
  const tryOut = (pack: string) => (pack === SHOP ? address.shop : services.page(pack)) || null
  return { catalogue, connectors: () => inUse(catalogue, connectorOf), perform, services, tryOut }
}
export type Business = ReturnType<typeof openBusiness>

/** The systems that actions of installed packs ask. */
const inUse = (catalogue: Catalogue, connectorOf: (system: string) => Connector | null): Connector[] =>
  [...new Set(catalogue.all().map((action) => action.system))].flatMap((system) => connectorOf(system) ?? [])

/** Actions of a turn: our own ticket desk and composed answers, or the business system. */
export function runCalls({ database }: Core, perform: Perform, compose: RunCall, verify: Verification['run']): RunCall {
  const partStock = openPartStock(perform)
  return async (call) => {
    const { callId, action, input, customerId, conversationId } = call
    if (action === COMPOSE) return compose(call)
    if (action === BEGIN || action === CHECK || action === SEND_LINK) return verify(call)
    const ask = (name: string, given: Record<string, unknown>, idempotencyKey: string) =>
      perform({ action: name, input: given, customerId, conversationId, actor: 'bot', idempotencyKey })
    const getProduct = (productId: string) => ask('products.get', { productId }, `${callId}:${productId}`)
    if (action !== OPEN_TICKET)
      return readOwn(action, input, { database, partStock, getProduct }) ?? ask(action, input, callId)
    const ticket = await openFromConversation(database, {
      customerId,
      conversationId,
      onceKey: `${conversationId}:${callId}`,
      wish: input,
    })
    return { ok: true, data: ticket }
  }
}

/** The demo shop runs beside us as any business system would, in a process of its own. */
export async function startShop(config: Config, core: Core, log: Log) {
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

/** The demo services of the other packs: one process for all, started when the first of those packs is installed. */
function openServices({ config, secrets, address, log }: Core) {
  const folder = join(ROOT, 'apps/demo-services')
  let starting: Promise<ChildService> | null = null
  let running: ChildService | null = null
  const isDemo = (pack: string) => !config.services[pack] && existsSync(join(folder, pack, 'service.ts'))
  return {
    /** Starts the process when one of these packs has a service in it. */
    async startFor(packs: readonly string[]): Promise<void> {
      if (config.YINGHE_DEMO === 'off' || running || !packs.some(isDemo)) return
      const env = {
        SERVICES_HOST: config.HOST,
        SERVICES_PORT: '0',
        SERVICES_DATA_DIR: join(config.DATA_DIR, 'demo-services'),
        SERVICES_API_KEY: config.BUSINESS_API_KEY || secrets.shopApiKey,
        SERVICES_IDENTITY_SECRET: secrets.identity,
        SERVICES_WIDGET_URL: address.url,
      }
      starting ??= startChildService(join(folder, 'main.ts'), env, log)
      try {
        running = await starting
      } catch (error) {
        log.error({ err: error }, 'the demo services did not start; actions of their packs are unavailable')
        starting = null
      }
    },
    url: (pack: string) => (running ? `${running.url}/${pack}` : ''),
    /** Its page for trying it out; empty for a pack without a service. */
    page: (pack: string) => (running && isDemo(pack) ? `${running.url}/${pack}/` : ''),
    stop: async () => void (await running?.stop()),
  }
}
