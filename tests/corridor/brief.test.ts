import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Conversation, Message, Part } from '#conversations/contract.ts'
import type { Brief } from '#desk/brief/contract.ts'
import { FRAME_SAMPLES } from '#engines/audio.ts'
import { wavOf } from '#engines/wav.ts'
import { openTalk } from '../conversations/talk.ts'
import { openChat } from '../harness/chat-client.ts'
import { startInProcess } from '../harness/in-process.ts'
import { IDENTITY_SECRET } from '../harness/start-server.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { OPENAI_KEY, openOpenAiSpeechTwin } from '../twins/speech-servers.ts'
import { HEARD } from '../twins/speech-sound.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
const people: Record<string, TeamClient> = {}
let supervisor: string
before(async () => {
  server = await startInProcess(KIND)
  for (const id of ['admin', 'lina', 'hao']) people[id] = await signIn(server.url, id)
  const permissions = ['conversations.read', 'conversations.read-all', 'conversations.assign', 'conversations.reply']
  supervisor = (await people.admin!.http<{ key: string }>('/api/api-keys', { body: { name: 'briefs', permissions } }))
    .key
})
after(() => server?.stop())

const loud = (frames: number) =>
  Array.from({ length: frames }, () => Int16Array.from({ length: FRAME_SAMPLES }, (_, n) => 8000 * Math.sin(n / 4)))
const talkAs = (customer: string) =>
  openTalk(server, { customer, language: 'zh', identitySecret: IDENTITY_SECRET, supervisor })
const act = (who: string, id: string, verb: string, body: object = {}) =>
  people[who]!.http<{ conversation: Conversation }>(`/api/conversations/${id}/${verb}`, { body })
const say = (who: string, id: string, text: string) =>
  people[who]!.http(`/api/conversations/${id}/messages`, {
    body: { clientId: crypto.randomUUID(), parts: [{ kind: 'text', text }] },
  })
const briefOf = (who: string, id: string) => people[who]!.http<Brief>(`/api/conversations/${id}/brief?language=zh`)

test('the brief tells who, what for, what was tried, and three ways to solve it, each with a text and a reason', async () => {
  const talk = await talkAs('c-lin')
  await talk.say('扫拖机器人 X10 坏了，我要退货，订单 HM10001001')
  const { conversationId } = await talk.handOver()
  const brief = await briefOf('lina', conversationId)
  assert.deepEqual([brief.profile.name, brief.profile.tier], ['林婉清', 'vip'])
  assert.ok(brief.profile.orders!.length > 0)
  assert.match(brief.problem.said, /坏了/)
  assert.equal(brief.problem.reason, 'requested')
  assert.ok(brief.solutions.length >= 2, JSON.stringify(brief.solutions))
  for (const one of brief.solutions) assert.ok(one.text.length > 5 && one.because.length > 0)
  assert.equal(new Set(brief.solutions.map(({ refId, kind }) => kind + refId)).size, brief.solutions.length)
  assert.equal(brief.summary, null, 'no language model is configured')
  await act('lina', conversationId, 'accept')
  await act('lina', conversationId, 'close', { reason: 'other' })
})

test('the topic that was chosen before the chat decides whose skill is looked for', async () => {
  const label = { zh: '您要咨询什么', en: 'What is it about' }
  const options = [{ value: 'repair', label: { zh: '维修', en: 'Repair' }, skill: 'technical' }]
  const form = { when: 'always', fields: [{ name: 'topic', kind: 'topic', label, required: true, options }] }
  await people.admin!.http('/api/desk/pre-chat', { method: 'PUT', body: form })
  const chat = await openChat(server.url)
  const asked = () => chat.http<{ form: { fields: { name: string }[] } | null }>('/api/widget/pre-chat')
  assert.deepEqual(
    (await asked()).form?.fields.map(({ name }) => name),
    ['topic'],
  )
  await chat.http('/api/widget/pre-chat', { body: { answers: { topic: 'repair' } } })
  assert.equal((await asked()).form, null)
  const { conversationId } = await chat.say('转人工', { wait: true })
  const { conversation } = await act('lina', conversationId, 'accept')
  assert.equal(conversation.skill, 'technical')
  await act('lina', conversationId, 'close', { reason: 'other' })
  await people.admin!.http('/api/desk/pre-chat', { method: 'PUT', body: { ...form, when: 'never' } })
})

test('a voice note is kept and heard: the bot answers what was said in it; without a recogniser it is delivered all the same', async () => {
  const chat = await openChat(server.url)
  await chat.say('你好', { wait: true })
  const send = async () => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(wavOf(loud(50)))], { type: 'audio/wav' }), '语音留言.wav')
    const upload = await fetch(`${server.url}/api/widget/files`, { method: 'POST', headers: chat.auth, body: form })
    const { fileId, mime } = (await upload.json()) as { fileId: string; mime: string }
    assert.equal(mime, 'audio/wav')
    // What a sender calls heard is his own word, and is kept as that.
    const said: Part[] = [
      { kind: 'file', fileId, name: 'x', mime: 'text/plain', size: 1 },
      { kind: 'text', text: '看看', heard: true },
    ]
    const { conversationId, seq, replies } = await chat.say(said, { wait: true })
    const sent = (await chat.history(conversationId)).find((message) => message.seq === seq)
    return { parts: sent!.parts.map((part) => (part.kind === 'text' ? [part.text, part.heard] : part.kind)), replies }
  }
  assert.deepEqual((await send()).parts, ['file', ['看看', undefined]])
  const twin = await openOpenAiSpeechTwin()
  after(() => twin.close())
  const fields = { url: `http://${twin.url}/v1`, key: OPENAI_KEY, asrModel: 'whisper-1' }
  await people.admin!.http('/api/speech/providers/openai', { method: 'PATCH', body: { fields } })
  const { parts, replies } = await send()
  assert.deepEqual(parts, ['file', [HEARD, true], ['看看', undefined]])
  assert.match(JSON.stringify(replies), /订单/)
  // What an agent says is written down the same way.
  const talk = await talkAs('c-wang')
  await talk.say('你好')
  const { conversationId } = await talk.handOver()
  await act('lina', conversationId, 'accept')
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(wavOf(loud(50)))], { type: 'audio/wav' }), '语音留言.wav')
  const upload = await fetch(`${server.url}/api/files`, { method: 'POST', headers: people.lina!.headers, body: form })
  const { fileId } = (await upload.json()) as { fileId: string }
  const note = {
    clientId: crypto.randomUUID(),
    parts: [{ kind: 'file', fileId, name: 'x', mime: 'audio/wav', size: 1 }],
  }
  const { message } = await people.lina!.http<{ message: Message }>(`/api/conversations/${conversationId}/messages`, {
    body: note,
  })
  assert.deepEqual(message.parts[1], { kind: 'text', text: HEARD, heard: true })
  await act('lina', conversationId, 'close', { reason: 'other' })
  assert.deepEqual(twin.violations, [])
})

test('the reason a person was first called for is told after every transfer', async () => {
  const talk = await talkAs('c-wang')
  await talk.say('你好')
  const { conversationId } = await talk.handOver()
  await act('lina', conversationId, 'accept')
  await act('lina', conversationId, 'transfer', { skill: 'technical', note: '看一下' })
  await act('hao', conversationId, 'accept')
  const { conversation } = await act('hao', conversationId, 'transfer', { toUserId: 'lina' })
  assert.deepEqual([conversation.handOver!.reason, conversation.handOver!.first!.reason], ['transfer', 'requested'])
  assert.equal((await briefOf('hao', conversationId)).problem.reason, 'requested')
  await act('lina', conversationId, 'accept')
  await act('lina', conversationId, 'close', { reason: 'other' })
})

test('a case that was solved and rated well is found by the next with the same question, and leaves when rated badly', async () => {
  const asked = '你们家的香薰机倒进去精油以后一直冒泡是什么情况呀'
  const first = await talkAs('c-zhao')
  await first.say(asked)
  const { conversationId } = await first.handOver()
  await act('lina', conversationId, 'accept')
  await say('lina', conversationId, '冒泡是精油倒多了，请倒掉一半水，只加三滴精油，再加满清水开机试试。')
  await act('lina', conversationId, 'close', { reason: 'solved' })
  const token = await rateAs('c-zhao', conversationId, 5)
  const next = await talkAs('c-xu')
  await next.say('香薰机加了精油一直冒泡，什么情况')
  const { conversationId: second } = await next.handOver()
  const similar = async () => (await briefOf('lina', second)).solutions.find(({ kind }) => kind === 'similar')
  await waitFor(async () => (await similar()) !== undefined, 'the solved case is found')
  const found = (await similar())!
  assert.equal(found.refId, conversationId)
  assert.match(found.text, /三滴精油/)
  await rateAs('c-zhao', conversationId, 1, token)
  await waitFor(async () => (await similar()) === undefined, 'the case is gone')
})

async function rateAs(customer: string, id: string, score: number, known?: string): Promise<string> {
  const { SignJWT } = await import('jose')
  const identityToken = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customer)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(Buffer.from(IDENTITY_SECRET))
  const post = async (path: string, body: object, token?: string) => {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    assert.equal(response.status, 200, await response.clone().text())
    return response.json() as Promise<{ token: string }>
  }
  const token = known ?? (await post('/api/widget/session', { identityToken, locale: 'zh' })).token
  await post(`/api/widget/conversations/${id}/rating`, { score }, token)
  return token
}
