import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import type { Ticket } from '#tickets/contract.ts'
import type { TransferFigures } from '#voice/bridge/contract.ts'
import type { Call } from '#voice/contract.ts'
import { secondsOf, toneFrames } from '#voice/transports/testing.ts'
import { ask } from '../harness/call.ts'
import { identityToken } from '../harness/identity.ts'
import { startInProcess } from '../harness/in-process.ts'
import { openPhone, type PhoneClient } from '../harness/phone-client.ts'
import { KIND } from '../harness/storage.ts'
import { addColleague, signIn, type TeamClient } from '../harness/team-client.ts'
import { callByBrowser } from '../harness/voice-client.ts'
import { waitFor } from '../harness/wait-for.ts'

const SOON = 30_000
const [CUSTOMER, AGENT] = [440, 1000]
const folder = mkdtempSync(join(tmpdir(), 'yinghe-people-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let admin: TeamClient
let agent: TeamClient
let other: TeamClient
let phone: PhoneClient

before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: folder })
  admin = await signIn(server.url, 'admin')
  agent = await addColleague(server.url, admin, 'ann', 'agent')
  other = await addColleague(server.url, admin, 'bob', 'agent')
  for (const one of [agent, other]) await one.http('/api/desk/presence', { method: 'PUT', body: { status: 'online' } })
})
after(async () => {
  phone?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const joined = (frames: readonly Int16Array[]) => Int16Array.from(frames.flatMap((frame) => [...frame]))
/** Seconds of a tone in what came lately. */
const heard = (hz: number, frames: readonly Int16Array[]) => secondsOf(hz, joined(frames.slice(-150)))

/** A customer whose browser recognises what he says, who asks for a person at once and hums. */
async function dial(customer: string) {
  const { token } = await ask<{ token: string }>(server.url, '/api/widget/session', {
    body: { identityToken: await identityToken(customer), locale: 'zh' },
  })
  const line = await callByBrowser(server.url, { token, locale: 'zh', hears: true, speaks: false })
  const say = async (text: string) => {
    line.send({ type: 'voice', on: true })
    await new Promise((done) => setTimeout(done, 400))
    line.send({ type: 'text', text, final: true })
    line.send({ type: 'voice', on: false })
  }
  await line.heard(/您好，我是/, SOON)
  line.send({ type: 'key', key: '0' })
  const tone = toneFrames(CUSTOMER, 50)
  let n = 0
  const humming = setInterval(() => line.sendRaw(Buffer.from(tone[n++ % 50]!.buffer)), 20)
  return {
    ...line,
    say,
    close() {
      clearInterval(humming)
      line.close()
    },
  }
}
const latestCall = async (): Promise<Call> => (await admin.http<{ items: Call[] }>('/api/calls?limit=1')).items[0]!
const saidIn = async (conversationId: string | null) =>
  (await admin.http<{ items: Message[] }>(`/api/conversations/${conversationId}/messages`)).items.flatMap(
    ({ author, parts }) => parts.flatMap((part) => (part.kind === 'text' ? [`${author.kind}: ${part.text}`] : [])),
  )

test('a call rings at an agent, who answers: both hear each other, what they say is written down, it ends for both', async () => {
  phone = await openPhone(server.url, agent, { hears: true })
  const line = await dial('c-xu')
  const { ringing } = await phone.until('it rings', ({ status }) => status === 'ringing')
  assert.deepEqual([ringing[0]!.customerName, ringing[0]!.why], ['许一诺', 'offer'])
  assert.equal(await phone.command({ type: 'answer', callId: ringing[0]!.callId }), null)
  await phone.until('he talks', ({ call }) => call?.role === 'agent')
  phone.speak(toneFrames(AGENT, 50))
  await line.phase('bridged', SOON)
  await waitFor(() => heard(CUSTOMER, phone.sound) > 0.5, 'the agent hears the customer', SOON)
  await waitFor(() => heard(AGENT, line.sound) > 0.5, 'the customer hears the agent', SOON)
  assert.equal(heard(AGENT, phone.sound), 0)
  phone.say('您好，请问什么事')
  await line.heard(/请问什么事/, SOON)
  await line.say('我的包裹坏了')
  const { conversationId } = await latestCall()
  await waitFor(async () => (await saidIn(conversationId)).includes('customer: 我的包裹坏了'), 'his words', SOON)
  assert.ok((await saidIn(conversationId)).includes('agent: 您好，请问什么事'))
  assert.equal(await phone.command({ type: 'hang-up' }), null)
  await phone.until('after the call', ({ status }) => status === 'after-call')
  await line.heard(/请为本次服务打分/, SOON)
  line.send({ type: 'key', key: '5' })
  await waitFor(() => line.closed() !== null, 'the call is over', SOON)
  const call = await waitFor(
    async () => {
      const found = await latestCall()
      return found.endedAt !== null && found
    },
    'it is written down',
    SOON,
  )
  assert.deepEqual([call.agentName, call.endedWhy], ['ann', 'we-hung-up'])
  assert.ok(call.joinedAt)
  const { kinds } = await admin.http<TransferFigures>('/api/call-transfers')
  assert.deepEqual(
    kinds.map(({ kind, asked, answered }) => [kind, asked, answered]),
    [['hand-over', 1, 1]],
  )
  line.close()
})

test('an agent who closes the chat while talking ends the call with the question how it was; a bad answer is followed up', async () => {
  assert.equal(await phone.command({ type: 'ready', on: true }), null)
  const line = await dial('c-wang')
  const { ringing } = await phone.until('it rings', ({ status }) => status === 'ringing')
  assert.equal(await phone.command({ type: 'answer', callId: ringing[0]!.callId }), null)
  await line.phase('bridged', SOON)
  const { conversationId } = await latestCall()
  const path = `/api/conversations/${conversationId}`
  await agent.http(`${path}/close`, { body: { reason: 'solved' } })
  await line.heard(/请为本次服务打分/, SOON)
  line.send({ type: 'key', key: '1' })
  await waitFor(() => line.closed() !== null, 'the call is over', SOON)
  await phone.until('he is free of it', ({ call }) => call === null)
  const { conversation } = await admin.http<{ conversation: { rating: number; status: string } }>(path)
  assert.deepEqual([conversation.rating, conversation.status], [1, 'closed'])
  const followUp = await waitFor(
    async () => {
      const { items } = await admin.http<{ items: Ticket[] }>('/api/tickets?type=follow-up&limit=50')
      return items.find((ticket) => ticket.conversationId === conversationId)
    },
    'somebody is to call him back',
    SOON,
  )
  assert.equal(followUp.fields.rating, '1')
  assert.ok(followUp.dueAt)
  line.close()
})
