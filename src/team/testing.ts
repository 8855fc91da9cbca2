import type { Database } from '#platform/db/open.ts'
import { AppError, type ErrorCode } from '#platform/errors.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import type { Route } from '#platform/http/route.ts'
import { buildServer, SESSION_COOKIE } from '#platform/http/serve.ts'
import { openLog } from '#platform/log.ts'
import { openAuthenticator } from '#team/authenticate.ts'
import { openSession } from '#team/session.ts'

export type Answer<T = Record<string, unknown>> = {
  status: number
  body: T
  /** As it came, for what is no JSON. */
  text: string
  cookie: string | null
  code: ErrorCode | null
}
export type Credentials = { cookie?: string | null; bearer?: string; headers?: Record<string, string> }
export type TestServer = {
  address: string
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown, as?: Credentials): Promise<Answer<T>>
  close(): Promise<void>
}

/** A real server on a free port with these routes; a customer's bearer token is `customer:ID`. */
export async function serveForTest(
  database: Database,
  routes: Route[],
  limits = 0,
  trustProxy = false,
): Promise<TestServer> {
  const customerToken = {
    verify: async (token: string) => {
      if (!token.startsWith('customer:')) throw new AppError('token_invalid')
      return { customerId: token.slice(9), verified: true }
    },
  }
  const app = buildServer({
    routes,
    authenticate: openAuthenticator(database.db, { customerToken }),
    limiter: openRateLimiter(limits),
    idempotency: openIdempotency(database.db),
    publicUrl: () => 'http://127.0.0.1',
    trustProxy,
    log: openLog('silent'),
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    address,
    async call<T>(method: string, path: string, body?: unknown, as: Credentials = {}) {
      const headers: Record<string, string> = { 'accept-language': 'en', ...as.headers }
      if (body !== undefined) headers['content-type'] = 'application/json'
      if (as.cookie) headers.cookie = `${SESSION_COOKIE}=${as.cookie}`
      if (as.bearer) headers.authorization = `Bearer ${as.bearer}`
      const response = await fetch(address + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      const read = (isJson ? JSON.parse(text) : {}) as T & { error?: { code: ErrorCode } }
      const set = new RegExp(`${SESSION_COOKIE}=([^;]*)`).exec(response.headers.get('set-cookie') ?? '')
      return { status: response.status, body: read, text, cookie: set?.[1] ?? null, code: read.error?.code ?? null }
    },
    close: () => app.close(),
  }
}

/** Cookie of a new session of this user, without the cost of a password. */
export function cookieOf(database: Database, userId: string): Promise<string> {
  return database.transaction((tx) => openSession(tx, userId, { ip: '127.0.0.1', userAgent: 'test' }))
}
