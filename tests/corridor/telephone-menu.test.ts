import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Conversation } from '#conversations/contract.ts'
import { insertCustomer } from '#customers/queries.ts'
import type { Call } from '#voice/contract.ts'
import type { LineSettings } from '#voice/lines/contract.ts'
import type { TakeCall } from '#voice/transports/contract.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { shareOf, toneFrames } from '#voice/transports/testing.ts'
import { answering, noWarnings, playing, sipOptions } from '../harness/answering-sip.ts'
import { startInProcess } from '../harness/in-process.ts'
import { openPhone } from '../harness/phone-client.ts'
import { KIND } from '../harness/storage.ts'
import { addColleague, signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
const dir = mkdtempSync(join(tmpdir(), 'yinghe-menu-'))
before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: dir, YINGHE_CALLER_ID: 'on' })
  chief = await signIn(server.url, 'admin')
})
after(async () => {
  await server?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const line = {
  ...{ id: 'trunk', name: 'trunk', transport: 'udp' as const, srtp: false, user: '', password: '', register: false },
  ...{ allow: ['127.0.0.1'], takesPassword: false, number: '' },
}

type Lines = { settings: LineSettings; doors: { sip: { listening: string | null } } }
/** The telephone of the house, with a line over which it calls out to `server`; empty: none. */
async function openHouse(server: string): Promise<void> {
  const { settings } = await chief.http<Lines>('/api/telephone-lines')
  const sip = { ...settings.sip, on: true, host: '127.0.0.1', port: 25_460, rtpFrom: 25_500, rtpTo: 25_599 }
  const body = { ...settings, sip: { ...sip, lines: [{ ...line, server }] } }
  await chief.http('/api/telephone-lines', { method: 'PUT', body })
  await waitFor(
    async () => (await chief.http<Lines>('/api/telephone-lines')).doors.sip.listening !== null,
    'the telephone is open',
  )
}

test('somebody we know calls by telephone, presses the first choice of his own menu, and it is done', async () => {
  await openHouse('')
  const phone = await openSip(
    {
      ...{ host: '127.0.0.1', port: 0, publicAddress: '', mostCalls: 5, rtpPorts: { from: 25_700, to: 25_799 } },
      tls: { port: 0, certificate: '', key: '', authorities: '' },
      lines: [{ ...line, server: '127.0.0.1:25460' }],
    },
    () => ({ answer: false, why: 'unknown' }),
    { warn: () => undefined },
  )
  after(() => phone.close())
  const dialled = await phone.dial!('95000', {
    from: '13800010007',
    ringMs: 5000,
    signal: new AbortController().signal,
  })
  assert.ok('id' in dialled, JSON.stringify(dialled))
  const sound = new Int16Array(320).fill(40)
  const speaking = setInterval(() => dialled.send(sound), 20)
  after(() => clearInterval(speaking))
  await new Promise((done) => setTimeout(done, 1000))
  dialled.sendKeys(['1'])
  await waitFor(async () => {
    const { items } = await chief.http<{ items: { id: string; channel: string }[] }>('/api/conversations?limit=5')
    const own = items.find(({ channel }) => channel === 'phone')
    return (
      own !== undefined &&
      /查一下我的订单/.test(JSON.stringify(await chief.http(`/api/conversations/${own.id}/messages`)))
    )
  }, 'what the key stands for is said in the conversation')
  await dialled.hangUp()
})

const HEARD = 30_000
const framesOf = (sound: Int16Array) =>
  Array.from({ length: Math.floor(sound.length / 320) }, (_, n) => sound.subarray(n * 320, (n + 1) * 320))

test('an agent calls a customer by hand: who may not be called is not, who is busy is told, who answers talks with him', async () => {
  const agent = await addColleague(server.url, chief, 'dora', 'agent')
  const phone = await openPhone(server.url, agent)
  after(phone.close)
  const number = '13900009001'
  const customer = 'called-by-hand'
  await insertCustomer(server.database.db, {
    ...{ id: customer, name: '何女士', externalId: customer, tier: 'regular', language: 'zh', verified: true },
    ...{ elderly: false, tags: [], attributes: { phone: number } },
  })
  const wanted = { type: 'call' as const, customerId: customer, conversationId: null, asked: true }
  await openHouse('')
  assert.equal(await phone.command(wanted), 'line_closed')

  const house = answering()
  let busy = true
  const take: TakeCall = (incoming) => (busy ? { answer: false, why: 'busy' } : house.take(incoming))
  const town = await openSip(sipOptions([{ ...line, server: '' }]), take, noWarnings)
  after(() => town.close())
  await openHouse(town.listening)
  await waitFor(async () => (await phone.command(wanted)) === null, 'the line is open', HEARD)
  const missed = await waitFor(() => phone.frames.find((frame) => frame.type === 'missed'), 'busy', HEARD)
  assert.deepEqual([missed.what, missed.why], ['call', 'busy'])
  await phone.until('free again', ({ status, dialling }) => status === 'ready' && dialling === null)

  busy = false
  assert.equal(await phone.command({ ...wanted, lineId: 'nowhere' }), 'line_closed')
  const { items: lines } = await agent.http<{ items: { id: string }[] }>('/api/call-lines')
  assert.deepEqual(
    lines.map(({ id }) => id),
    ['trunk'],
  )
  assert.equal(await phone.command({ ...wanted, lineId: 'trunk' }), null)
  await phone.until('both are in the call', ({ call }) => call?.role === 'agent', HEARD)
  assert.equal(house.asked[0]!.to, number)
  assert.equal(await phone.command(wanted), 'phone_busy')
  const [reached] = house.calls
  const stop = playing(reached!.session, toneFrames(440, 50))
  after(stop)
  phone.speak(toneFrames(1000, 50))
  const has = (hz: number, sound: readonly Int16Array[]) => sound.filter((each) => shareOf(hz, each) > 0.8).length > 25
  await waitFor(() => has(440, phone.sound), 'the agent hears him', HEARD)
  await waitFor(() => has(1000, framesOf(reached!.sound())), 'he hears the agent', HEARD)
  assert.equal(await phone.command({ type: 'hang-up' }), null)
  await phone.until('after the call', ({ status }) => status === 'after-call')
  stop()
  await reached!.session.hangUp()
  const call = await waitFor(
    async () => {
      const { items } = await chief.http<{ items: Call[] }>(`/api/calls?direction=out&customer=${customer}`)
      return items[0]?.endedAt && items[0]
    },
    'it is kept',
    HEARD,
  )
  assert.equal(call.agentName, 'dora')
  const { conversation } = await agent.http<{ conversation: Conversation }>(`/api/conversations/${call.conversationId}`)
  assert.deepEqual(
    [conversation.status, conversation.assigneeId, conversation.channel],
    ['human', agent.user.id, 'phone'],
  )

  const consent = { given: false, evidence: '客户说别再打', doNotCall: true }
  await chief.http(`/api/customers/${customer}/call-consent`, { method: 'PUT', body: consent })
  const here = { ...wanted, conversationId: conversation.id }
  await waitFor(async () => (await phone.command(here)) === 'do_not_call', 'the list holds for agents', HEARD)
  const { items: kept } = await chief.http<{ items: { action: string; detail: { number: string } }[] }>(
    '/api/audit?action=call.placed',
  )
  assert.deepEqual(
    kept.map(({ detail }) => detail.number),
    ['139****9001', '139****9001'],
  )
})
