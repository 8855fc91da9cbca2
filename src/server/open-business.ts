import { join } from 'node:path'
import type { Perform } from '#business/contract.ts'
import { openConnector } from '#business/openapi-connector.ts'
import { openPerform } from '#business/perform.ts'
import { startChildService } from '#platform/child-service.ts'
import type { Config } from '#platform/config.ts'
import type { Log } from '#platform/log.ts'
import type { RunCall } from '#reception/contract.ts'
import { OPEN_TICKET } from '#reception/decide.ts'
import { openFromConversation } from '#tickets/open-from-conversation.ts'
import { type Core, ROOT } from './open-core.ts'

/** The way to the company's own systems: the configured one, or the demo shop. */
export function openBusiness({ config, secrets, database, callers, files, address, log }: Core) {
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
export type Business = ReturnType<typeof openBusiness>

/** Actions of a turn: our own ticket desk, or the business system. */
export function runCalls({ database }: Core, perform: Perform): RunCall {
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
