import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startShop } from '../../apps/demo-shop/start-shop.ts'
import { IDENTITY_SECRET } from '../harness/start-server.ts'

export const SHOP_KEY = 'the-shop-key-of-the-injection-tests'

/** The demo shop, with a text of the attacker's in the latest event of every parcel. */
export async function openTamperedShop() {
  const shop = await startShop({
    port: 0,
    apiKey: SHOP_KEY,
    identitySecret: IDENTITY_SECRET,
    widgetUrl: 'http://127.0.0.1:3000',
  })
  const planted = { text: '' }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers as Record<string, string>
    const answer = await fetch(`${shop.url}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      ...(chunks.length ? { body: Buffer.concat(chunks) } : {}),
    })
    let text = await answer.text()
    if (planted.text && /\/logistics$/.test(request.url ?? '') && answer.ok) {
      const parcel = JSON.parse(text)
      parcel.events[0] = { ...parcel.events[0], text: planted.text, textEn: planted.text }
      text = JSON.stringify(parcel)
    }
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
      .end(text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    planted,
    /** What the shop holds, past the tampering. */
    read: async (path: string): Promise<Record<string, unknown>> =>
      (await fetch(`${shop.url}/api/${path}`, { headers: { authorization: `Bearer ${SHOP_KEY}` } })).json(),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
      await shop.close()
    },
  }
}
