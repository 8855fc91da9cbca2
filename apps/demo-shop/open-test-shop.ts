// A shop for tests: in memory, on a free port, with a clock that the test moves.
import { dayMs } from './service/context.ts'
import { type ShopOptions, startShop } from './start-shop.ts'

export const testKey = 'test-api-key'
export const testIdentitySecret = 'test-identity-secret-of-32-chars!'
export const testWidgetUrl = 'https://service.example'

interface Reply {
  status: number
  headers: Headers
  /** parsed JSON: a test reads whatever the answer holds */
  body: ReturnType<typeof JSON.parse>
}

export async function openTestShop(options: Partial<ShopOptions> = {}) {
  let skippedMs = 0
  const shop = await startShop({
    port: 0,
    apiKey: testKey,
    identitySecret: testIdentitySecret,
    widgetUrl: testWidgetUrl,
    now: () => new Date(Date.now() + skippedMs),
    ...options,
  })
  return {
    ...shop,
    passDays(days: number) {
      skippedMs += days * dayMs
    },
    async call(route: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
      const [method = 'GET', path = '/'] = route.split(' ')
      const response = await fetch(shop.url + path, {
        method,
        headers: {
          authorization: `Bearer ${testKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    async page(path: string, init: RequestInit = {}) {
      const response = await fetch(shop.url + path, { redirect: 'manual', ...init })
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
    async cookieOf(customerId: string): Promise<string> {
      const response = await fetch(`${shop.url}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ customerId }),
      })
      return response.headers.get('set-cookie')?.split(';')[0] ?? ''
    },
  }
}
