import type { ActionDefinition } from '#business/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import type { Actor } from '#platform/http/route.ts'
import { buildServer } from '#platform/http/serve.ts'
import { openLog } from '#platform/log.ts'
import { ROLE_PERMISSIONS, type Role } from '#team/contract.ts'
import { ticketRoutes } from '#tickets/routes.ts'

export const userActor = (id: string, role: Role): Actor => ({
  kind: 'user',
  id,
  name: id,
  role,
  permissions: new Set<string>(ROLE_PERMISSIONS[role]),
  sessionHash: '',
})
export const customerActor = (id: string): Actor => ({ kind: 'customer', id, verified: true, permissions: new Set() })

export type Answer = {
  status: number
  text: string
  json: () => Record<string, unknown> & { error?: { code: string } }
}

/** The ticket routes on a real server; the bearer token names one of `actors`. */
export async function serveTickets(
  database: Database,
  actors: Record<string, Actor>,
  actions: readonly ActionDefinition[] = [],
) {
  const app = buildServer({
    routes: ticketRoutes({ database, actions: () => actions }),
    authenticate: async ({ bearer }) => {
      const actor = bearer ? actors[bearer] : ({ kind: 'anonymous', id: '', permissions: new Set<string>() } as const)
      if (!actor) throw new AppError('token_invalid')
      return actor
    },
    limiter: openRateLimiter(0),
    idempotency: openIdempotency(database.db),
    publicUrl: () => 'http://127.0.0.1',
    trustProxy: false,
    log: openLog('silent'),
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    async call(as: string | null, method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
      const headers: Record<string, string> = { ...more }
      if (as) headers.authorization = `Bearer ${as}`
      if (body !== undefined) headers['content-type'] = 'application/json'
      const response = await fetch(address + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      // Response.text() would swallow the byte order mark.
      const text = Buffer.from(await response.arrayBuffer()).toString('utf8')
      return { status: response.status, text, json: () => JSON.parse(text) } as Answer
    },
    close: () => app.close(),
  }
}

/** Two customers, one conversation of the first, two agents and one who has left. */
export async function seedPeople(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx
      .insertInto('customers')
      .values([
        { id: 'c-lin', display_name: '林婉清' },
        { id: 'c-xu', display_name: '许一诺' },
      ])
      .execute()
    await tx
      .insertInto('conversations')
      .values({ id: 'k-1', customer_id: 'c-lin', channel: 'web', status: 'human', version: 1, dialogue: '{}' })
      .execute()
    await tx
      .insertInto('users')
      .values([
        { id: 'lina', login: 'lina', name: '李娜', role: 'agent' },
        { id: 'hao', login: 'hao', name: '张浩', role: 'agent' },
        { id: 'gone', login: 'gone', name: '离职', role: 'agent', disabled: true },
      ])
      .execute()
  })
}
