import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase, testServerUrl } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { type Fanout, openFanout } from '#platform/realtime/fanout.ts'

const log = openLog('silent')
const REDIS = '/usr/bin/redis-server'
let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

/** Publishes on one node and tells what both heard. */
async function heardByBoth(first: Fanout, second: Fanout, message: string): Promise<string[][]> {
  const heard: string[][] = [[], []]
  first.subscribe((text) => heard[0]!.push(text))
  second.subscribe((text) => heard[1]!.push(text))
  first.publish(message)
  const end = Date.now() + 5000
  while (!heard[0]!.length || !heard[1]!.length) {
    if (Date.now() > end) break
    await new Promise((done) => setTimeout(done, 10))
  }
  return heard
}

test('on the embedded database a signal reaches its own process', {
  skip: testServerUrl() !== '' && 'runs on the embedded database',
}, async () => {
  const fanout = await openFanout(database, '', log)
  assert.deepEqual(await heardByBoth(fanout, fanout, 'hello'), [['hello'], ['hello']])
  await fanout.close()
})

test('PostgreSQL carries signals between nodes', { skip: !testServerUrl() && 'DATABASE_URL is not set' }, async () => {
  const nodes = [await openFanout(database, '', log), await openFanout(database, '', log)] as const
  assert.deepEqual(await heardByBoth(...nodes, '{"name":"typing"}'), [['{"name":"typing"}'], ['{"name":"typing"}']])
  await Promise.all(nodes.map((node) => node.close()))
})

test('Redis carries signals between nodes when it is configured', {
  skip: !existsSync(REDIS) && 'redis-server is not installed',
}, async () => {
  const port = await freePort()
  const redis = spawn(REDIS, ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  })
  const url = `redis://127.0.0.1:${port}`
  const nodes = [await openFanout(database, url, log), await openFanout(database, url, log)] as const
  assert.deepEqual(await heardByBoth(...nodes, 'over redis'), [['over redis'], ['over redis']])
  await Promise.all(nodes.map((node) => node.close()))
  redis.kill()
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
