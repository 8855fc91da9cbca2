import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { z } from 'zod'
import { API_KEY, connectTo, serveWith, type TestServer } from '#business/testing.ts'

const servers: TestServer[] = []
const folder = mkdtempSync(join(tmpdir(), 'yinghe-business-'))
after(async () => {
  await Promise.all(servers.map((server) => server.close()))
  rmSync(folder, { recursive: true })
})

const description = (extra: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'A system', version: '1' },
  paths: {
    '/things/{id}': {
      parameters: [{ $ref: '#/components/parameters/id' }],
      get: { operationId: 'getThing', parameters: [{ name: 'q', in: 'query' }] },
      post: { operationId: 'touchThing' },
      put: { operationId: 'putThing', parameters: [{ name: 'Idempotency-Key', in: 'header' }] },
    },
    ...extra,
  },
  components: { parameters: { id: { name: 'id', in: 'path', required: true } } },
})

/** A system that describes itself and leaves the rest to `answer`. */
async function system(answer: RequestListener): Promise<TestServer> {
  const server = await serveWith((incoming, outgoing) => {
    if (incoming.url === '/openapi.json') outgoing.end(JSON.stringify(description()))
    else answer(incoming as never, outgoing as never)
  })
  servers.push(server)
  return server
}
const asked = (server: TestServer) => server.hits.filter((line) => !line.endsWith('/openapi.json'))
const thing = z.object({ name: z.string() })
const read = { operation: 'getThing', parameters: { id: 'a' }, answer: thing }

test('a request is built from the description: path, query, key and body in their places', async () => {
  const seen: unknown[] = []
  const server = await system((incoming, outgoing) => {
    let body = ''
    incoming.on('data', (chunk) => {
      body += chunk
    })
    incoming.on('end', () => {
      const { authorization, 'idempotency-key': key } = incoming.headers
      seen.push([incoming.method, incoming.url, authorization, key, body])
      outgoing.end('{"name":"一"}')
    })
  })
  const connector = connectTo(server.url)
  await connector.call({ operation: 'getThing', parameters: { id: 'a/b?', q: '空 气' }, answer: thing })
  await connector.call({
    operation: 'putThing',
    parameters: { id: 'a' },
    body: { n: 1 },
    idempotencyKey: 'k1',
    answer: thing,
  })
  assert.deepEqual(seen, [
    ['GET', '/things/a%2Fb%3F?q=%E7%A9%BA+%E6%B0%94', `Bearer ${API_KEY}`, undefined, ''],
    ['PUT', '/things/a', `Bearer ${API_KEY}`, 'k1', '{"n":1}'],
  ])
  assert.equal(server.hits.filter((line) => line.endsWith('/openapi.json')).length, 1)
})

test('an id cannot walk up the path', async () => {
  const server = await system((_, outgoing) => outgoing.end('{"name":"x"}'))
  const result = await connectTo(server.url).call({ operation: 'getThing', parameters: { id: '..' }, answer: thing })
  assert.ok(!result.ok && result.why === 'unavailable')
  assert.deepEqual(asked(server), [])
})

test('5xx is tried twice when a repeat is safe, once when it is not, and 4xx never again', async () => {
  const cases: [number, object, number][] = [
    [500, read, 2],
    [503, read, 2],
    [404, read, 1],
    [409, read, 1],
    [429, read, 1],
    [401, read, 1],
    [500, { operation: 'putThing', parameters: { id: 'a' }, body: {}, idempotencyKey: 'k', answer: thing }, 2],
    [500, { operation: 'putThing', parameters: { id: 'a' }, body: {}, answer: thing }, 1],
    // this operation does not promise that a key acts once
    [500, { operation: 'touchThing', parameters: { id: 'a' }, body: {}, idempotencyKey: 'k', answer: thing }, 1],
  ]
  for (const [status, call, attempts] of cases) {
    const server = await system((_, outgoing) => outgoing.writeHead(status).end('{}'))
    const result = await connectTo(server.url).call(call as typeof read)
    assert.ok(!result.ok)
    assert.deepEqual([asked(server).length, result.attempts], [attempts, attempts], `${status} ${JSON.stringify(call)}`)
    const why = { 404: 'not_found', 409: 'refused' }[status] ?? 'unavailable'
    assert.equal(result.why, why, String(status))
  }
})

test('malformed, oversized, redirected and misshapen answers are bad answers', async () => {
  const redirected: string[] = []
  const elsewhere = await serveWith((incoming, outgoing) => {
    redirected.push(incoming.url ?? '')
    outgoing.end('{"name":"elsewhere"}')
  })
  servers.push(elsewhere)
  const answers: RequestListener[] = [
    (_, outgoing) => outgoing.end('<html>proxy error</html>'),
    (_, outgoing) => outgoing.end('{"name":'),
    (_, outgoing) => outgoing.end(JSON.stringify({ name: 'x'.repeat(5000) })),
    (_, outgoing) => outgoing.writeHead(302, { location: `${elsewhere.url}/things` }).end(),
    (_, outgoing) => outgoing.end('{"name":7}'),
  ]
  for (const [index, answer] of answers.entries()) {
    const server = await system(answer)
    const result = await connectTo(server.url, { maxBytes: 2000 }).call(read)
    assert.ok(!result.ok)
    assert.deepEqual([result.why, result.code], ['unavailable', 'bad_answer'], `answer ${index}`)
  }
  assert.deepEqual(redirected, [])
})

test('an endless answer is cut off', async () => {
  let sent = 0
  const server = await system((_, outgoing) => {
    const push = () => {
      while (!outgoing.destroyed && outgoing.write('x'.repeat(10_000))) sent += 10_000
    }
    outgoing.on('drain', push)
    push()
  })
  const result = await connectTo(server.url, { maxBytes: 100_000, timeoutMs: 2000 }).call({ ...read })
  assert.ok(!result.ok && result.code === 'bad_answer')
  assert.ok(sent < 50_000_000)
})

test('an answer that trickles in does not get around the time limit', async () => {
  const server = await system((_, outgoing) => {
    outgoing.write('{"name":"')
    const timer = setInterval(() => outgoing.write('x'), 10)
    outgoing.on('close', () => clearInterval(timer))
  })
  const started = performance.now()
  const result = await connectTo(server.url, { timeoutMs: 100 }).call(read)
  assert.ok(!result.ok && result.code === 'timeout')
  assert.ok(performance.now() - started < 1500)
})

test('five failures in a row stop the asking; after the pause one trial decides', async () => {
  let broken = true
  let now = 0
  const server = await system((_, outgoing) => outgoing.writeHead(broken ? 500 : 200).end('{"name":"x"}'))
  const connector = connectTo(server.url, { breaker: { now: () => now } })
  for (let i = 0; i < 6; i++) assert.equal((await connector.call(read)).ok, false)
  assert.equal(asked(server).length, 5)
  assert.equal(connector.status().state, 'open')
  now = 10_000
  assert.equal(connector.status().state, 'half-open')
  await connector.call(read)
  assert.deepEqual([asked(server).length, connector.status().state], [6, 'open'])
  now = 20_000
  broken = false
  const results = await Promise.all([connector.call(read), connector.call(read), connector.call(read)])
  assert.equal(results.filter((result) => result.ok).length, 1, 'the others do not wait for the trial')
  assert.equal((await connector.call(read)).ok, true)
  const status = connector.status()
  assert.deepEqual([status.state, status.failuresInARow, status.triesAgainAt], ['closed', 0, null])
  assert.equal(status.lastError?.detail, 'HTTP 500')
})

test('the description is kept on disk, so that a start while the system is down knows its operations', async () => {
  const cacheFile = join(folder, 'kept', 'openapi.json')
  const server = await system((_, outgoing) => outgoing.end('{"name":"x"}'))
  assert.equal((await connectTo(server.url, { cacheFile }).call(read)).ok, true)
  const half = await serveWith((incoming, outgoing) =>
    incoming.url === '/openapi.json' ? outgoing.writeHead(503).end() : outgoing.end('{"name":"y"}'),
  )
  servers.push(half)
  assert.equal((await connectTo(half.url, { cacheFile }).call(read)).ok, true)
  const without = await connectTo(half.url).call(read)
  assert.ok(!without.ok && without.why === 'unavailable' && !without.reached)
})

test('an operation the description lacks, or a description that is none, is a bad answer', async () => {
  const server = await system((_, outgoing) => outgoing.end('{}'))
  const unknown = await connectTo(server.url).call({ ...read, operation: 'burnThing' })
  assert.ok(!unknown.ok && unknown.code === 'bad_answer')
  const old = await serveWith((_, outgoing) => outgoing.end('{"swagger":"2.0"}'))
  servers.push(old)
  const result = await connectTo(old.url).call(read)
  assert.ok(!result.ok && result.code === 'bad_answer')
})

test('nobody listens there: down, and surely not reached', async () => {
  const gone = await serveWith(() => undefined)
  await gone.close()
  const result = await connectTo(gone.url).call(read)
  assert.ok(!result.ok && result.why === 'unavailable')
  assert.deepEqual([result.code, result.reached], ['down', false])
})
