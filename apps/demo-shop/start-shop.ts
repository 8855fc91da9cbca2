// Puts the shop together: database, business API and pages on one port.
import { join } from 'node:path'
import Fastify from 'fastify'
import { createFaults } from '../kit/service/faults.ts'
import { registerPages } from './pages/routes.ts'
import { registerApi } from './service/api.ts'
import type { ShopContext } from './service/context.ts'
import { seedShop } from './service/seed/seed-shop.ts'
import { openStore } from './service/store.ts'

export interface ShopOptions {
  host?: string
  /** 0 takes any free port */
  port?: number
  /** folder of the SQLite file; left out: in memory */
  dataDir?: string
  apiKey: string
  /** shared with the server of the widget; signs identity tokens */
  identitySecret: string
  /** origin of the server that serves the widget */
  widgetUrl: string
  now?: () => Date
}

export interface RunningShop {
  url: string
  close(): Promise<void>
  /** empties the shop and seeds it again, dated back from now */
  reset(): void
}

export async function startShop(options: ShopOptions): Promise<RunningShop> {
  const store = openStore(options.dataDir ? join(options.dataDir, 'shop.sqlite') : ':memory:')
  let url = ''
  const now = options.now ?? (() => new Date())
  const shop: ShopContext = { store, now, baseUrl: () => url }
  const reset = () => {
    store.clear()
    seedShop(store, now())
  }
  if (store.isEmpty()) reset()

  const faults = createFaults()
  const app = Fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true })
  registerApi(app, { shop, faults, apiKey: options.apiKey, reset })

  const { identitySecret, widgetUrl } = options
  registerPages(app, { shop, identitySecret, widgetUrl })

  url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 3001 })
  return {
    url,
    reset,
    async close() {
      faults.stop()
      await app.close()
      store.close()
    },
  }
}
