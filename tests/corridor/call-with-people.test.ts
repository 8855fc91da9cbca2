import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import type { Ticket } from '#tickets/contract.ts'
import type { PhoneState, TransferFigures } from '#voice/bridge/contract.ts'
import type { Call } from '#voice/contract.ts'
import type { LinesView } from '#voice/lines/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { answering, listenTo, noWarnings, playing, sipLine, sipOptions } from '../harness/answering-sip.ts'
import { freePort } from '../harness/free-port.ts'
import { startInProcess } from '../harness/in-process.ts'
import { dialByBrowser, framesOf, hears, humOf } from '../harness/people-in-calls.ts'
import { openPhone, type PhoneClient } from '../harness/phone-client.ts'
import { KIND } from '../harness/storage.ts'
import { addColleague, signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

const SOON = 60_000
const folder = mkdtempSync(join(tmpdir(), 'yinghe-people-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let admin: TeamClient
let [annAt, bobAt, choAt, operator]: TeamClient[] = []
let ann: PhoneClient
const open: { close(): void }[] = []

before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: folder, YINGHE_CALLER_ID: 'on' })
  admin = await signIn(server.url, 'admin')
  annAt = await addColleague(server.url, admin, 'ann', 'agent')
  bobAt = await addColleague(server.url, admin, 'bob', 'agent')
  choAt = await addColleague(server.url, admin, 'cho', 'supervisor')
  operator = await addColleague(server.url, admin, 'eve', 'operator')
  // Recording and its notice have tests of their own; without it every call here is shorter.
  const recording = await admin.http<RecordingSettings>('/api/recording-settings')
  await admin.http('/api/recording-settings', { method: 'PUT', body: { ...recording, on: false } })
  for (const one of [annAt, bobAt]) {
    await one.http('/api/desk/presence', { method: 'PUT', body: { status: 'online' } })
    // Their desks are open: who is silent for a minute is taken for gone.
    await one.join()
  }
})
after(async () => {
  for (const one of open) one.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const kept = <T extends { close(): void }>(one: T): T => {
  open.push(one)
  return one
}
const phoneOf = async (team: TeamClient, hello: Parameters<typeof openPhone>[2] = {}) =>
  kept(await openPhone(server.url, team, hello))
const dial = async (customer: string) => kept(await dialByBrowser(server.url, customer))
const callOf = async (customer: string): Promise<Call> =>
  (await admin.http<{ items: Call[] }>(`/api/calls?limit=1&customer=${customer}`)).items[0]!
const messagesIn = async (conversationId: string | null) =>
  (await admin.http<{ items: Message[] }>(`/api/conversations/${conversationId}/messages`)).items
const saidIn = async (conversationId: string | null) =>
  (await messagesIn(conversationId)).flatMap(({ author, parts }) =>
    parts.flatMap((part) => (part.kind === 'text' ? [`${author.kind}: ${part.text}`] : [])),
  )
const transfers = async () =>
  Object.fromEntries(
    (await admin.http<TransferFigures>('/api/call-transfers')).kinds.map((one) => [
      one.kind,
      [one.asked, one.answered, one.callBacks, one.notAnswered],
    ]),
  )
const isCalled = ({ call }: PhoneState) => call !== null
const partiesOf = ({ call }: PhoneState) => call?.parties.map(({ kind, name, state }) => `${kind} ${name} ${state}`)
/** Whoever's phone rings takes the call. */
async function answers(phone: PhoneClient) {
  const { ringing } = await phone.until('it rings', ({ status }) => status === 'ringing')
  assert.equal(await phone.command({ type: 'answer', callId: ringing[0]!.callId }), null)
  await phone.until('he talks', isCalled)
  return ringing[0]!
}
const endedHow = async (phone: PhoneClient) =>
  (await phone.until('after the call', ({ status }) => status === 'after-call')).afterCall!.ended

test('a call rings at an agent, who answers: both hear each other, what they say is written down, it ends for both; who waits meanwhile asks to be called back', async () => {
  ann = await phoneOf(annAt!, { hears: true })
  const line = await dial('c-xu')
  const { customerName, why, callId } = await answers(ann)
  assert.deepEqual([customerName, why], ['许一诺', 'offer'])
  const other = await dial('c-lin')
  ann.speak(humOf('ann'))
  await line.phase('bridged', SOON)
  await hears(ann.sound, 'customer')
  await hears(line.sound, 'ann')
  assert.equal(await ann.command({ type: 'mute', on: true }), null)
  await hears(line.sound, '')
  assert.equal(ann.state()?.call?.muted, true)
  await ann.command({ type: 'mute', on: false })
  assert.deepEqual(ann.state()?.call?.transcript, { customer: true, us: true, device: true })
  ann.say('您好，请问什么事')
  await line.heard(/请问什么事/, SOON)
  await line.say('我的包裹坏了')
  const { conversationId } = await callOf('c-xu')
  await waitFor(async () => (await saidIn(conversationId)).includes('customer: 我的包裹坏了'), 'his words', SOON)
  assert.ok((await saidIn(conversationId)).includes('agent: 您好，请问什么事'))

  // The list of calls says who serves; where nobody of ours talks there is nothing to listen to.
  assert.equal((await callOf('c-xu')).agentId, annAt!.user.id)
  const waiting = await waitFor(
    async () => {
      const call = await callOf('c-lin')
      return call?.conversationId ? call : false
    },
    'his conversation',
    SOON,
  )
  assert.equal(waiting.agentId, null)
  const boss = await phoneOf(choAt!, { ready: false })
  assert.equal(await boss.command({ type: 'monitor', callId: waiting.id, mode: 'listen' }), 'nobody_in_call')
  boss.close()

  ann.send({ type: 'unable' })
  await ann.until('his words are lost', ({ call }) => call?.transcript.us === false && !call.transcript.device)
  assert.equal(await ann.command({ type: 'answer', callId }), 'call_gone')
  assert.equal(await ann.command({ type: 'hang-up' }), null)
  assert.equal(await ann.command({ type: 'hang-up' }), 'not_in_call')
  assert.equal(await endedHow(ann), 'hung-up')
  await line.heard(/请为本次服务打分/, SOON)
  line.send({ type: 'key', key: '5' })
  await other.heard(/您是下一位/, SOON)
  await other.heard(/请按 1，我们会给您回电/, SOON)
  other.send({ type: 'key', key: '1' })
  const noted = await other.heard(/已经为您登记回电，工单号\d+/, SOON)
  await waitFor(() => line.closed() !== null && other.closed() !== null, 'the calls are over', SOON)
  const call = await waitFor(
    async () => {
      const found = await callOf('c-xu')
      return found.endedAt !== null && found
    },
    'it is written down',
    SOON,
  )
  assert.deepEqual([call.agentName, call.endedWhy], ['ann', 'we-hung-up'])
  assert.ok(call.joinedAt)
  assert.deepEqual(await transfers(), { 'hand-over': [2, 1, 1, 0] })
  const number = /工单号(\d+)/.exec(noted)![1]
  const { items } = await admin.http<{ items: unknown[] }>(`/api/tickets?customer=c-lin&q=${number}`)
  assert.equal(items.length, 1)
})

test('an agent who closes the chat while talking ends the call with the question how it was; a bad answer is followed up', async () => {
  assert.equal(await ann.command({ type: 'ready', on: true }), null)
  const line = await dial('c-wang')
  await answers(ann)
  await line.phase('bridged', SOON)
  const { conversationId } = await callOf('c-wang')
  const path = `/api/conversations/${conversationId}`
  await annAt!.http(`${path}/close`, { body: { reason: 'solved' } })
  // He goes on with what he was saying: that is no answer, and the question that it cut off comes again.
  const asks = () => line.captions('us').filter((one) => /请为本次服务打分/.test(one)).length
  await waitFor(() => asks() === 1, 'he is asked how it was', SOON)
  line.send({ type: 'voice', on: true })
  await new Promise((done) => setTimeout(done, 400))
  line.send({ type: 'text', text: '那我的包裹到底怎么办', final: true })
  line.send({ type: 'voice', on: false })
  await waitFor(() => asks() === 2, 'he is asked once more', SOON)
  line.send({ type: 'key', key: '1' })
  await waitFor(() => line.closed() !== null, 'the call is over', SOON)
  await ann.until('he is free of it', ({ call }) => call === null)
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
})

test('a phone is for who may speak with customers, in one window, and takes what the contract knows', async () => {
  const stranger = await phoneOf({ ...annAt!, headers: { cookie: '' } })
  const wrongRole = await phoneOf(operator!)
  await waitFor(() => stranger.closed() === 4401 && wrongRole.closed() === 4403, 'both are sent away', SOON)
  const rubbish = await phoneOf(bobAt!)
  rubbish.send({ type: 'transfer', id: 'c', to: { kind: 'number', number: 'sip:x@y' } })
  const first = await phoneOf(choAt!)
  await first.until('his phone is ready', ({ ready }) => ready)
  await phoneOf(choAt!, { ready: false })
  await waitFor(() => rubbish.closed() === 4400 && first.closed() === 4409, 'both are closed', SOON)
})

test('colleagues and a supervisor in a call: each hears whom he may, it goes from hand to hand, and nobody does what is not his', async () => {
  await ann.command({ type: 'ready', on: true })
  const line = await dial('c-xu')
  // She has his conversation still: her phone rings, and nobody is put through unasked.
  const { callId, why } = await answers(ann)
  assert.equal(why, 'own')
  const bob = await phoneOf(bobAt!)
  const cho = await phoneOf(choAt!, { ready: false })
  ann.speak(humOf('ann'))
  bob.speak(humOf('bob'))

  // Nothing of a call is in the hands of who is not in it.
  await bob.until('his phone is ready', ({ status }) => status === 'ready')
  assert.equal(await bob.command({ type: 'answer', callId }), 'call_gone')
  assert.equal(await bob.command({ type: 'reject', callId }), 'call_gone')
  for (const type of ['hold', 'mute'] as const) assert.equal(await bob.command({ type, on: true }), 'not_in_call')
  for (const type of ['hang-up', 'take-over'] as const) assert.equal(await bob.command({ type }), 'not_in_call')
  assert.equal(await bob.command({ type: 'monitor', callId, mode: 'listen' }), 'forbidden')
  assert.equal(await cho.command({ type: 'monitor', callId: 'nothing', mode: 'listen' }), 'call_gone')
  const queue = (queueId: string) => ({ type: 'transfer', to: { kind: 'queue', queueId } }) as const
  const agent = (userId: string) => ({ kind: 'agent', userId }) as const
  assert.equal(await ann.command(queue('nowhere')), 'not_found')
  assert.equal(await ann.command({ type: 'invite', to: agent(choAt!.user.id) }), 'phone_not_ready')
  assert.equal(await ann.command({ type: 'transfer', to: agent(annAt!.user.id) }), 'phone_not_ready')
  for (const partyId of ['customer', annAt!.user.id])
    assert.equal(await ann.command({ type: 'drop', partyId }), 'not_found')

  // A conference: one who declines, then takes part.
  await ann.command({ type: 'invite', to: agent(bobAt!.user.id) })
  const asked = await bob.until('he is asked', ({ status }) => status === 'ringing')
  assert.deepEqual([asked.ringing[0]!.why, asked.ringing[0]!.by], ['invite', 'ann'])
  assert.deepEqual(partiesOf(ann.state()!), ['customer 许一诺 talking', 'colleague bob ringing'])
  await bob.command({ type: 'reject', callId })
  await waitFor(() => ann.frames.some((one) => one.type === 'missed' && one.why === 'refused'), 'he declined', SOON)
  await bob.command({ type: 'ready', on: true })
  await ann.command({ type: 'invite', to: agent(bobAt!.user.id) })
  await answers(bob)
  await hears(line.sound, 'ann bob')
  await hears(ann.sound, 'customer bob')
  await hears(bob.sound, 'customer ann')
  assert.equal(await bob.command(queue('general')), 'not_in_call')
  assert.equal(await ann.command(queue('general')), 'call_crowded')
  await ann.command({ type: 'hold', on: true })
  await hears(line.sound, '')
  await hears(ann.sound, 'bob')
  await ann.command({ type: 'hold', on: false })

  // A supervisor listens unseen, whispers to the agent alone, and takes over.
  await hears(line.sound, 'ann bob')
  const before = [line, bob].map(({ sound }) => sound.length)
  await cho.command({ type: 'monitor', callId, mode: 'listen' })
  cho.speak(humOf('cho'))
  await hears(cho.sound, 'customer ann bob')
  assert.equal(ann.state()?.call?.parties.length, 2)
  await cho.command({ type: 'monitor', callId, mode: 'whisper' })
  await hears(ann.sound, 'customer bob cho')
  assert.deepEqual(partiesOf(ann.state()!)?.at(-1), 'supervisor cho talking')
  assert.equal(bob.state()?.call?.parties.length, 2)
  await hears(bob.sound, 'customer ann')
  for (const [n, { sound }] of [line, bob].entries()) assert.equal(framesOf('cho', sound.slice(before[n])), 0)
  assert.equal(await cho.command({ type: 'hold', on: true }), 'not_in_call')
  assert.equal(await cho.command({ type: 'take-over' }), null)
  assert.equal(await endedHow(ann), 'taken-over')
  await hears(line.sound, 'bob cho')
  assert.equal(cho.state()?.call?.role, 'agent')
  const drop = { type: 'drop', partyId: bobAt!.user.id } as const
  assert.deepEqual([await cho.command(drop), await cho.command(drop)], [null, 'not_found'])
  assert.equal(await endedHow(bob), 'dropped')
  await hears(line.sound, 'cho')

  // Handed on to one who declines: the next gets it. Then to a queue.
  for (const phone of [ann, bob]) await phone.command({ type: 'ready', on: true })
  assert.equal(await cho.command({ type: 'transfer', to: agent(annAt!.user.id), note: '老客户' }), null)
  const given = await ann.until('it rings', ({ status }) => status === 'ringing')
  assert.deepEqual([given.ringing[0]!.why, given.ringing[0]!.by], ['transfer', 'cho'])
  await line.heard(/正在为您转接给其他同事/, SOON)
  await ann.command({ type: 'reject', callId })
  await answers(bob)
  await hears(line.sound, 'bob')
  await hears(bob.sound, 'customer')
  await ann.command({ type: 'ready', on: true })
  assert.equal(await bob.command(queue('general')), null)
  assert.equal(await endedHow(bob), 'transferred')
  await answers(ann)
  await hears(line.sound, 'ann')

  // A connection that breaks is picked up where it was.
  ann.cut()
  await line.heard(/连接断开了，正在重新连接/, SOON)
  ann = await phoneOf(annAt!, { ready: false })
  await ann.until('he is in it again', isCalled)
  ann.speak(humOf('ann'))
  await hears(line.sound, 'ann')
  await hears(ann.sound, 'customer')
  line.send({ type: 'hang-up' })
  await ann.until('it is over', ({ call }) => call === null)
  const { conversationId } = await callOf('c-xu')
  assert.ok(conversationId)
  const figures = await waitFor(async () => {
    const all = await transfers()
    return all.queue?.[1] ? all : null
  }, 'it is counted')
  assert.deepEqual(figures, {
    ...{ agent: [1, 1, 0, 0], 'hand-over': [3, 2, 1, 0], queue: [1, 1, 0, 0], 'take-over': [1, 1, 0, 0] },
  })
  const { items } = await admin.http<{ items: { action: string }[] }>('/api/audit?limit=50')
  const audited = items.flatMap(({ action }) => (action.startsWith('call.') ? [action] : []))
  assert.deepEqual(audited.toSorted(), ['call.listened', 'call.taken-over', 'call.whispered'])
  cho.close()
  bob.close()
})

test('somebody telephones and asks for a person: keys, a number outside that joins, one that is busy, one to which he is passed on', async (t) => {
  const outside = answering()
  const far = await openSip(
    sipOptions([sipLine()]),
    (asked) => (asked.to === '8002' ? { answer: false, why: 'busy' } : outside.take(asked)),
    noWarnings,
  )
  t.after(() => far.close())
  const port = await freePort()
  const { settings } = await admin.http<LinesView>('/api/telephone-lines')
  const trunk = { ...sipLine({ server: far.listening, number: '95000' }), register: false }
  const { address } = await openDoor(settings, port, trunk)
  const own = sipLine({ server: address })
  const caller = await openSip(sipOptions([own]), answering().take, noWarnings)
  t.after(() => caller.close())
  const ringing = { from: '13800010003', ringMs: 20_000, signal: new AbortController().signal }
  const session = await caller.dialOver(null, '95000', ringing)
  assert.ok(!('failed' in session))
  const line = listenTo(session)
  t.after(playing(session, humOf('customer')))
  const call = await waitFor(async () => {
    const found = await callOf('c-xu')
    return found.endedAt === null && found
  }, 'the call')
  session.sendKeys(['0'])
  await ann.command({ type: 'ready', on: true })
  const { from, why } = await answers(ann)
  assert.deepEqual([call.channel, from, why], ['phone', '138****0003', 'offer'])
  ann.speak(humOf('ann'))
  await hears(ann.sound, 'customer')
  await hears(line.frames, 'ann')
  assert.equal(await ann.command({ type: 'keys', keys: ['4', '#'] }), null)
  await waitFor(() => line.keys.join('') === '4#', 'the keys', SOON)

  assert.equal(await ann.command({ type: 'invite', to: { kind: 'number', number: '8001' } }), null)
  const guest = await waitFor(() => outside.calls[0], 'it rings outside', SOON)
  t.after(playing(guest.session, humOf('outside')))
  await hears(line.frames, 'ann outside')
  await hears(ann.sound, 'customer outside')
  await hears(guest.frames, 'customer ann')
  await ann.command({ type: 'keys', keys: ['7'] })
  session.sendKeys(['8'])
  await waitFor(() => guest.keys.join('') === '78' && line.keys.join('') === '4#7', 'keys for all', SOON)
  await guest.session.hangUp()
  await hears(ann.sound, 'customer')

  own.server = far.listening
  assert.equal(await ann.command({ type: 'transfer', to: { kind: 'number', number: '8002' } }), null)
  await waitFor(() => ann.frames.some((one) => one.type === 'missed' && one.why === 'busy'), 'it is busy', SOON)
  await ann.until('the customer is back', ({ call: now }) => now?.held === false && now.transferring === null)
  await hears(line.frames, 'ann')
  assert.equal(await ann.command({ type: 'transfer', to: { kind: 'number', number: '8001' } }), null)
  assert.equal(await endedHow(ann), 'transferred')
  const next = await waitFor(() => outside.calls[1], 'he is passed on', SOON)
  await hears(next.frames, 'customer')
  await next.session.hangUp()
  const figures = await waitFor(async () => {
    const all = await transfers()
    return all.number?.[1] ? all : null
  }, 'it is counted')
  assert.deepEqual(figures.number, [2, 1, 0, 1])
})

/** The house is reached by telephone, and calls out over one line. */
async function openDoor(settings: LinesView['settings'], port: number, line: LinesView['settings']['sip']['lines'][0]) {
  const sip = { ...settings.sip, on: true, host: '127.0.0.1', port, rtpFrom: 32_000, rtpTo: 32_199, lines: [line] }
  const view = await admin.http<LinesView>('/api/telephone-lines', { method: 'PUT', body: { ...settings, sip } })
  assert.equal(view.doors.sip.state, 'open')
  return { address: view.doors.sip.listening! }
}
