import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import { openChat } from '../harness/chat-client.ts'
import { bakery, openPackFolder } from '../harness/pack-folder.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { onNode, setUpAdministrator, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

const textOf = (replies: Message[] = []) => JSON.stringify(replies.flatMap((reply) => reply.parts))

/** On PostgreSQL a second node must follow; the embedded database has one. */
describe(`packs come and go while customers chat, on ${KIND}`, () => {
  const folder = openPackFolder()
  let storage: Storage
  let nodeA: TestServer
  let nodeB: TestServer
  let chief: TeamClient
  before(async () => {
    folder.write('bakery', bakery())
    storage = await newStorage(KIND)
    const env = { PACKS_DIR: folder.dir }
    nodeA = await startTestServer(storage, env)
    nodeB = KIND === 'postgres' ? await startTestServer(storage, env) : nodeA
    chief = await setUpAdministrator(nodeA.url)
  })
  after(async () => {
    await Promise.all([nodeA?.stop(), nodeB?.stop()])
    await storage?.remove()
    folder.remove()
  })

  const change = (what: string) => chief.http(`/api/packs/bakery/${what}`, { method: 'POST', body: {} })
  const trained = () =>
    waitFor(
      async () => !(await chief.http<{ training: boolean }>('/api/packs')).training,
      'the model knows what is installed',
      60_000,
    )
  /** What the other node answers to a question of a new customer. */
  const answerOnB = async (text: string) =>
    textOf((await (await openChat(nodeB.url)).say(text, { wait: true })).replies)
  const becomes = (ask: () => Promise<string>, pattern: RegExp) =>
    waitFor(async () => pattern.test(await ask()), `${pattern}`, 30_000)

  test('what is installed on one node is answered and done on the other', async () => {
    assert.doesNotMatch(await answerOnB('几点开始卖面包'), /7 点开门/)
    await change('install')
    await becomes(() => answerOnB('几点开始卖面包'), /7 点开门.*含麸质/)
    await trained()
    await becomes(() => answerOnB('我要订蛋糕'), /几寸/)
    const { settings } = (await openChat(nodeB.url)).session
    assert.notEqual(settings.title.zh, '麦香面包房')
    await chief.http('/api/packs/shown', { method: 'PUT', body: { id: 'bakery' } })
    await waitFor(
      async () => (await openChat(nodeB.url)).session.settings.title.zh === '麦香面包房',
      'the widget shows the bakery',
      60_000,
    )
  })

  test('a synonym that the team adds is understood on the other node at once', async () => {
    const onB = await onNode(nodeB.url, 'chief')
    await chief.http('/api/terms', { body: { term: '无糖', synonyms: ['控糖款'], language: 'zh' } })
    const found = async () => {
      const path = `/api/knowledge/search?q=${encodeURIComponent('控糖款的面包')}&language=zh`
      return JSON.stringify(await onB.http<unknown>(path))
    }
    await becomes(found, /bakery-sugar/)
  })

  test('an update reaches the other node', async () => {
    folder.write('bakery', bakery(2))
    await change('update')
    await becomes(() => answerOnB('几点开始卖面包'), /6 点开门/)
  })

  test('who is in a task of a pack that goes is told so and goes on', async () => {
    const chat = await openChat(nodeB.url)
    const first = await chat.say('我要订蛋糕', { wait: true })
    assert.match(textOf(first.replies), /几寸/)
    await change('remove')
    await becomes(() => answerOnB('几点开始卖面包'), /^(?!.*点开门)/)
    const after = await chat.say('八寸', { wait: true, conversationId: first.conversationId })
    assert.match(textOf(after.replies), /停办/)
    const human = await chat.say('转人工', { wait: true, conversationId: first.conversationId })
    assert.match(textOf(human.replies), /人工/)
    const flows = await chief.http<{ items: { id: string }[] }>('/api/flows')
    assert.ok(flows.items.every(({ id }) => id !== 'bakery_cake'))
  })
})
