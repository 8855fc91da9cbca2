import { type RunningShop, startShop } from '../../apps/demo-shop/start-shop.ts'
import { ask } from './call.ts'
import { IDENTITY_SECRET } from './start-server.ts'

const API_KEY = 'business-key-of-the-tests'

export type TestShop = RunningShop & {
  env: { BUSINESS_URL: string; BUSINESS_API_KEY: string }
  /** Makes its API fail (`down`), hang (`slow`) or work again (`off`). */
  outage(mode: 'off' | 'down' | 'slow'): Promise<void>
}

/** The demo shop in this process, in memory, so that it outlives the servers a test kills. `env` points a server at it. */
export async function startTestShop(): Promise<TestShop> {
  const shop = await startShop({
    port: 0,
    apiKey: API_KEY,
    identitySecret: IDENTITY_SECRET,
    widgetUrl: 'http://127.0.0.1:1',
  })
  return {
    ...shop,
    env: { BUSINESS_URL: shop.url, BUSINESS_API_KEY: API_KEY },
    outage: async (mode) => {
      await ask(shop.url, '/__outage', { body: { mode }, headers: { authorization: `Bearer ${API_KEY}` } })
    },
  }
}
