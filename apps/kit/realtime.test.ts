import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, describe, test } from 'node:test'
import fastifyWebsocket from '@fastify/websocket'
import Fastify from 'fastify'
import { CLOSE, clientFrame, type ServerFrame } from '../../src/platform/realtime/contract.ts'
import { openRealtime, type RealtimeOptions, type RealtimeState } from './realtime.ts'

type Hello = { after?: string | undefined; token?: string | undefined }
type Call = { id: string; name: string; payload?: unknown }
type Peer = { send: (frame: ServerFrame) => void; close: (code: number) => void; hang: () => void }
type Script = {
  hello?: (peer: Peer, hello: Hello, n: number) => void
  command?: (peer: Peer, call: Call, n: number) => void
  ping?: (peer: Peer) => void
  topic?: (topic: string, n: number) => void
}
const closers: (() => void)[] = []
after(() => {
  for (const close of closers) close()
})

/** A real server that checks every frame against the protocol; the script says what it answers. */
async function serve(script: Script, port = 0) {
  const app = Fastify({ forceCloseConnections: true })
  let sockets = 0
  await app.register(fastifyWebsocket)
  app.get('/api/realtime', { websocket: true }, (socket) => {
    const n = ++sockets
    const send = (frame: ServerFrame) => socket.send(JSON.stringify(frame))
    const peer: Peer = { send, close: (code) => socket.close(code), hang: () => socket.terminate() }
    socket.on('message', (data: Buffer) => {
      const frame = clientFrame.parse(JSON.parse(data.toString()))
      if (frame.type === 'hello') (script.hello ?? welcome)(peer, frame, n)
      else if (frame.type === 'command') script.command?.(peer, frame, n)
      else if (frame.type === 'ping') (script.ping ?? (() => send({ type: 'pong' })))(peer)
      else script.topic?.(frame.topic, n)
    })
  })
  await app.listen({ host: '127.0.0.1', port })
  closers.push(() => void app.close())
  return { url: `ws://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/realtime`, app }
}

const welcome = (peer: Peer) => peer.send({ type: 'welcome', position: '0.0', actor: { kind: 'customer', id: 'u1' } })

const event = (position: string): ServerFrame => ({
  type: 'event',
  event: { position, at: '', kind: 'x', conversationId: null, customerId: null, actor: 'bot', payload: {} },
})

function follow(url: string, options: Partial<RealtimeOptions> = {}) {
  const states: RealtimeState[] = []
  const seen: string[] = []
  const waiters: { done: () => boolean; resolve: () => void }[] = []
  const look = () => {
    for (const waiter of waiters) if (waiter.done()) waiter.resolve()
  }
  const realtime = openRealtime({
    url,
    onEvent: ({ position }) => {
      seen.push(position)
      look()
    },
    onState: (state) => {
      states.push(state)
      look()
    },
    ...options,
    timing: { firstRetry: 10, lastRetry: 50, slowDown: 20, ...options.timing },
  })
  closers.push(() => realtime.close())
  const until = (done: () => boolean) =>
    new Promise<void>((resolve) => {
      waiters.push({ done, resolve })
      look()
    })
  return { realtime, states, seen, until }
}

describe('openRealtime', () => {
  test('says hello with token and position, and resumes after a lost line from the last event it saw', async () => {
    const hellos: Hello[] = []
    const { url } = await serve({
      hello: (peer, hello, n) => {
        hellos.push(hello)
        if (n === 2) peer.send(event('7.3'))
        welcome(peer)
        if (n === 1) {
          peer.send(event('7.1'))
          peer.send(event('7.2'))
          setTimeout(peer.hang, 20)
        }
      },
    })
    const { seen, until } = follow(url, { token: () => 'secret', position: '5.1' })
    await until(() => seen.length === 3)
    assert.deepEqual(seen, ['7.1', '7.2', '7.3'])
    assert.deepEqual(
      hellos.map(({ token, after }) => [token, after]),
      [
        ['secret', '5.1'],
        ['secret', '7.2'],
      ],
    )
  })

  test('a restarting server is met again at once, without ever showing offline', async () => {
    const { url } = await serve({
      hello: (peer, _hello, n) => {
        welcome(peer)
        if (n === 1) peer.close(CLOSE.restarting)
      },
    })
    const { states, until } = follow(url)
    await until(() => states.filter((state) => state === 'live').length === 2)
    assert.deepEqual(states, ['live', 'connecting', 'live'])
  })

  test('a command cut short by a lost line is repeated with the same id and answered once', async () => {
    const ids: string[] = []
    const { url } = await serve({
      command: (peer, call, n) => {
        ids.push(call.id)
        if (n === 1) peer.hang()
        else peer.send({ type: 'done', id: call.id, result: { seq: 4 } })
      },
    })
    const { realtime } = follow(url)
    assert.deepEqual(await realtime.command('message.send', { a: 1 }), { seq: 4 })
    assert.equal(ids.length, 2)
    assert.equal(ids[0], ids[1])
  })

  test('a refused command rejects with the code, a silent one with timeout', async () => {
    const { url } = await serve({
      command: (peer, call) => {
        const error = { code: 'rate_limited', message: '操作太频繁' }
        if (call.name === 'refused') peer.send({ type: 'error', id: call.id, error, retryAfter: 3 })
      },
    })
    const { realtime } = follow(url)
    await assert.rejects(realtime.command('refused', {}), { code: 'rate_limited', retryAfter: 3 })
    await assert.rejects(realtime.command('silent', {}, 30), { code: 'timeout' })
  })

  test('watched topics are asked for again on every new line, left ones are not', async () => {
    const asked: [string, number][] = []
    const { url } = await serve({
      hello: (peer, _hello, n) => {
        welcome(peer)
        if (n === 1) setTimeout(peer.hang, 30)
      },
      topic: (topic, n) => asked.push([topic, n]),
    })
    const { realtime, states, until } = follow(url)
    realtime.watch('conversation:a')
    realtime.watch('conversation:b')
    realtime.unwatch('conversation:b')
    await until(() => states.filter((state) => state === 'live').length === 2)
    await realtime.command('none', {}, 20).catch(() => {})
    assert.deepEqual(asked, [
      ['conversation:a', 1],
      ['conversation:a', 2],
    ])
  })

  test('a refused token ends the tries until somebody signs in again', async () => {
    let token = 'old'
    const { url } = await serve({
      hello: (peer, hello) => (hello.token === 'new' ? welcome(peer) : peer.close(CLOSE.signIn)),
    })
    const { realtime, states, until } = follow(url, { token: () => token })
    await until(() => realtime.state() === 'signed-out')
    await new Promise((later) => setTimeout(later, 80))
    assert.deepEqual(states, ['signed-out'])
    token = 'new'
    realtime.reconnect()
    await until(() => realtime.state() === 'live')
  })

  test('a reset is told and the new position is where it goes on', async () => {
    const hellos: Hello[] = []
    const resets: string[] = []
    const { url } = await serve({
      hello: (peer, hello, n) => {
        hellos.push(hello)
        if (n === 1) peer.send({ type: 'reset', position: '90.1' })
        welcome(peer)
        if (n === 1) setTimeout(peer.hang, 20)
      },
    })
    const { states, until } = follow(url, { position: '1.1', onReset: (position) => resets.push(position) })
    await until(() => states.filter((state) => state === 'live').length === 2)
    assert.deepEqual(resets, ['90.1'])
    assert.equal(hellos[1]?.after, '90.1')
  })

  test('a line that stays silent after a ping is given up', async () => {
    const { url } = await serve({ ping: () => {} })
    const { states, until } = follow(url, { timing: { ping: 20, pong: 20 } })
    await until(() => states.filter((state) => state === 'live').length === 2)
    assert.ok(states.includes('offline'))
  })

  test('it keeps trying while the server is away and comes back by itself', async () => {
    const first = await serve({})
    const { realtime, states, until } = follow(first.url)
    await until(() => realtime.state() === 'live')
    const { port } = first.app.server.address() as AddressInfo
    const stopped = once(first.app.server, 'close')
    await first.app.close()
    await stopped
    await until(() => states.filter((state) => state === 'offline').length >= 2)
    await serve({}, port)
    await until(() => realtime.state() === 'live')
  })
})
