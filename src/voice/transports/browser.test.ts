import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import fastifyWebsocket from '@fastify/websocket'
import { fastify } from 'fastify'
import { WebSocket } from 'ws'
import { AppError } from '#platform/errors.ts'
import { openLog } from '#platform/log.ts'
import { BROWSER_PATH, openBrowserTransport } from '#voice/transports/browser.ts'

test('a call from a blocked address is refused before it is taken; another goes on and its address is noted', async () => {
  const app = fastify({ trustProxy: true })
  await app.register(fastifyWebsocket)
  const seen: string[] = []
  let taken = 0
  const transport = openBrowserTransport({
    app,
    authenticate: async ({ bearer }) => ({ kind: 'customer', id: bearer, permissions: new Set() }) as never,
    door: {
      refuse: (ip) => {
        if (ip === '203.0.113.77') throw new AppError('blocked')
      },
      seen: async (customerId, ip) => void seen.push(`${customerId} ${ip}`),
    },
    isBlocked: (id) => id === 'c-abuser',
    take: () => {
      taken += 1
      return { answer: false, why: 'busy' }
    },
    log: openLog('silent'),
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const call = async (ip: string, token = 'c-lin') => {
    const socket = new WebSocket(address.replace('http', 'ws') + BROWSER_PATH, { headers: { 'x-forwarded-for': ip } })
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'hello', token, locale: 'zh' }))
    const [data] = await once(socket, 'message')
    socket.terminate()
    return JSON.parse(String(data)) as unknown
  }
  assert.deepEqual(await call('203.0.113.77'), { type: 'refused', why: 'blocked' })
  assert.deepEqual(await call('203.0.113.5', 'c-abuser'), { type: 'refused', why: 'blocked' })
  assert.equal(taken, 0)
  assert.deepEqual(await call('198.51.100.4'), { type: 'refused', why: 'busy' })
  assert.deepEqual([taken, seen], [1, ['c-lin 198.51.100.4']])
  await transport.close()
  await app.close()
})
