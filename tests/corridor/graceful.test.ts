import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CLOSE } from '#platform/realtime/contract.ts'
import { openChat } from '../harness/chat-client.ts'
import { checkNothingLost } from '../harness/conversation-facts.ts'
import { startCrowd } from '../harness/crowd.ts'
import { identityToken } from '../harness/identity.ts'
import { seededRandom } from '../harness/random.ts'
import { startTestShop } from '../harness/shop.ts'
import { startTestServer } from '../harness/start-server.ts'
import { KIND, newStorage } from '../harness/storage.ts'
import { waitFor } from '../harness/wait-for.ts'

test(`a server told to stop finishes its turns and sends everybody to the next one (${KIND})`, async (t) => {
  const shop = await startTestShop()
  const storage = await newStorage(KIND)
  t.after(async () => {
    await shop.close()
    await storage.remove()
  })
  const server = await startTestServer(storage, shop.env)
  t.after(() => server.stop('SIGKILL'))
  const port = Number(new URL(server.url).port)
  const crowd = startCrowd(server.url, 12, ['c-lin', 'c-emma'], seededRandom(7))
  const idle = await (await openChat(server.url)).join()
  await waitFor(() => crowd.acknowledged.length > 50, 'there is load')

  // One turn hangs on a slow business system at the moment of the signal.
  const waiting = await openChat(server.url, { identityToken: await identityToken('c-zhou') })
  await waiting.say('你好', { wait: true })
  await waiting.say('查一下订单HM10002001')

  let back = () => {}
  crowd.away(
    new Promise((resolve) => {
      back = resolve
    }),
  )
  const start = performance.now()
  assert.equal(await server.stop('SIGTERM'), 0, 'it ends by itself and without a fault')
  assert.ok(performance.now() - start < 15_000, 'it ends in reasonable time')
  assert.equal(await idle.whenClosed(), CLOSE.restarting)
  const beforeRestart = crowd.acknowledged.length

  const database = await storage.open()
  const left = await database.run(
    `select id from conversations where pending is not null or (status = 'bot' and customer_seq > answered_seq)`,
    [],
  )
  await database.close()
  assert.deepEqual(left, [], 'no turn is left to the next start')

  const next = await startTestServer(storage, shop.env, { port })
  t.after(() => next.stop('SIGKILL'))
  back()
  await waitFor(() => crowd.acknowledged.length > beforeRestart + 20, 'everybody goes on')
  await crowd.stop()
  await next.stop('SIGTERM')
  const after = await storage.open()
  await checkNothingLost(after, crowd.acknowledged)
  await after.close()
})
