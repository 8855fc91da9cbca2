import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { actions } from '#business/actions.ts'
import { openCatalogue } from '#business/catalogue.ts'
import type { ActionCall, ActionOutcome } from '#business/contract.ts'
import { type Connector, type ConnectorOptions, openConnector } from '#business/openapi-connector.ts'
import { openPerform } from '#business/perform.ts'
import type { Database } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import { openLog } from '#platform/log.ts'
import { startShop } from '../../apps/demo-shop/start-shop.ts'

export const API_KEY = 'key-for-tests'

/** The demo shop in memory, on a free port. */
export const openShop = () =>
  startShop({ port: 0, apiKey: API_KEY, identitySecret: 'identity-for-tests', widgetUrl: 'http://127.0.0.1:3000' })

/** Switches the shop's faults. */
export async function outage(shopUrl: string, mode: 'off' | 'down' | 'slow', delayMs?: number): Promise<void> {
  const response = await fetch(`${shopUrl}/__outage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ mode, delayMs }),
  })
  if (!response.ok) throw new Error(`outage: HTTP ${response.status}`)
}

export const connectTo = (baseUrl: string, more: Partial<ConnectorOptions> = {}): Connector =>
  openConnector({ baseUrl, apiKey: API_KEY, backOffMs: 5, log: openLog('silent'), ...more })

/** Customers of the database are known to the shop by their own id; `c-visitor` is known by none. */
export function performOn(database: Database, connector: Connector) {
  const perform = openPerform({
    database,
    catalogue: openCatalogue(actions),
    connectorOf: () => connector,
    resolveExternalId: async (customerId) => (customerId === 'c-visitor' ? null : customerId),
    fileUrl: (fileId) => `http://files.example/${fileId}`,
    log: openLog('silent'),
  })
  return (
    customerId: string,
    action: string,
    input: Record<string, unknown> = {},
    more: Partial<ActionCall> = {},
  ): Promise<ActionOutcome> =>
    perform({ action, input, customerId, conversationId: null, actor: 'bot', idempotencyKey: newId(), ...more })
}

export type TestServer = { url: string; hits: string[]; close(): Promise<void> }

/** A server that answers as told; `hits` lists what it was asked. */
export async function serveWith(answer: Parameters<typeof createServer>[1] & object): Promise<TestServer> {
  const hits: string[] = []
  const server: Server = createServer((incoming, outgoing) => {
    hits.push(`${incoming.method} ${incoming.url}`)
    answer(incoming as never, outgoing as never)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

/** A proxy that passes every request on but loses the answers of those that `loses` picks: the line breaks. */
export function losingProxy(target: string, loses: (line: string, nth: number) => boolean): Promise<TestServer> {
  const times = new Map<string, number>()
  return serveWith((incoming, outgoing) => {
    const line = `${incoming.method} ${incoming.url}`
    const nth = (times.get(line) ?? 0) + 1
    times.set(line, nth)
    const onward = forward(
      `${target}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        if (loses(line, nth)) {
          answer.resume()
          answer.on('end', () => incoming.socket.destroy())
          return
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    incoming.pipe(onward)
  })
}
