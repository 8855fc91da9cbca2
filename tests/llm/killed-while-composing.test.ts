import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openChat } from '../harness/chat-client.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage } from '../harness/storage.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openTwin, TWIN_KEY, TWIN_MODEL } from '../twins/openai.ts'
import { honest } from '../twins/personalities.ts'

const stops: (() => Promise<unknown>)[] = []
after(async () => {
  for (const stop of stops.toReversed()) await stop()
})

test('a service killed while an answer is being composed gives one answer after it is back', async () => {
  const twin = await openTwin(honest)
  stops.push(twin.close)
  const storage = await newStorage(KIND)
  stops.push(storage.remove)
  const env = { YINGHE_DEMO: 'on', YINGHE_LLM_URL: twin.url, YINGHE_LLM_KEY: TWIN_KEY, YINGHE_LLM_MODEL: TWIN_MODEL }
  let server: TestServer = await startTestServer(storage, env)
  stops.push(() => server.stop('SIGTERM'))
  const chat = await openChat(server.url)
  twin.faults = [{ kind: 'hang' }, { kind: 'hang' }]
  const { conversationId } = await chat.say('想请教一下，净化器的滤网大概多久得换一次呢？')
  await waitFor(() => twin.requests.length > 0, 'the model is asked')
  await server.stop('SIGKILL')
  twin.faults = []
  server = await startTestServer(storage, env, { port: Number(new URL(server.url).port) })
  const answers = async () => (await chat.history(conversationId)).filter(({ author }) => author.kind === 'bot')
  await waitFor(async () => (await answers()).length > 0, 'the answer is there', 40_000)
  const [answer, ...more] = await answers()
  assert.deepEqual(more, [])
  assert.equal(answer!.generated, true)
  assert.ok(answer!.parts.some(({ kind }) => kind === 'source'))
})
