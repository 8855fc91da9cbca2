import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { checkNothingLost } from '../harness/conversation-facts.ts'
import { type Crowd, startCrowd } from '../harness/crowd.ts'
import { seededRandom, seedOfRun } from '../harness/random.ts'
import { startTestShop } from '../harness/shop.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { waitFor } from '../harness/wait-for.ts'

const ROUNDS = 20
const CUSTOMERS = 24
const KNOWN = ['c-lin', 'c-zhou', 'c-emma', 'c-zhao']

test(`a server killed ${ROUNDS} times under load loses nothing and repeats nothing (${KIND})`, async (t) => {
  const shop = await startTestShop()
  const storage = await newStorage(KIND)
  t.after(async () => {
    await shop.close()
    await storage.remove()
  })
  await killAgainAndAgain(t, storage, shop.env)
})

async function killAgainAndAgain(t: TestContext, storage: Storage, env: Record<string, string>): Promise<void> {
  const seed = seedOfRun()
  t.diagnostic(`SEED=${seed}`)
  const random = seededRandom(seed)
  let server = await startTestServer(storage, env)
  t.after(() => server.stop('SIGKILL'))
  const { url } = server
  const port = Number(new URL(url).port)
  const crowd = startCrowd(url, CUSTOMERS, KNOWN, random)

  const start = performance.now()
  for (let round = 1; round <= ROUNDS; round++) {
    const before = crowd.acknowledged.length
    await waitFor(() => crowd.acknowledged.length > before + 10, `round ${round} is under way`, 60_000)
    await new Promise((strike) => setTimeout(strike, random() * 500))
    server = await killAndRestart(server, crowd, () => startTestServer(storage, env, { port }))
  }
  t.diagnostic(`killed ${ROUNDS} times in ${Math.round((performance.now() - start) / 1000)} s`)
  await crowd.stop()
  const retried = crowd.acknowledged.filter((sent) => sent.attempts > 1).length
  const repeats = crowd.acknowledged.filter((sent) => sent.duplicate).length
  t.diagnostic(`${crowd.acknowledged.length} acknowledged, ${retried} sent again, ${repeats} of them had been stored`)
  assert.ok(retried >= ROUNDS, 'the kills hit messages on their way')

  await whenAllAnswered(storage, server, () => startTestServer(storage, env, { port }))
  const database = await storage.open()
  try {
    const counts = await checkNothingLost(database, crowd.acknowledged)
    t.diagnostic(JSON.stringify(counts))
    assert.ok(counts.answered > crowd.acknowledged.length / 2, 'most conversations stayed with the bot')
  } finally {
    await database.close()
  }
}

async function killAndRestart(server: TestServer, crowd: Crowd, start: () => Promise<TestServer>): Promise<TestServer> {
  let back = () => {}
  crowd.away(
    new Promise((resolve) => {
      back = resolve
    }),
  )
  await server.stop('SIGKILL')
  try {
    return await start()
  } finally {
    back()
  }
}

/**
 * Looks into the tables of a stopped server until no turn is left over. What a killed one was working on is taken up
 * when its lease has run out.
 */
async function whenAllAnswered(storage: Storage, last: TestServer, start: () => Promise<TestServer>): Promise<void> {
  let server: TestServer | null = last
  const settled = async () => {
    server ??= await start()
    assert.equal(await server.stop('SIGTERM'), 0)
    server = null
    const database = await storage.open()
    try {
      return !(await database.run(LEFT_OVER, [])).length
    } finally {
      await database.close()
    }
  }
  await waitFor(settled, 'every message is answered', 90_000)
}

const LEFT_OVER = `select 1 from conversations where pending is not null or (status = 'bot' and customer_seq > answered_seq)`
