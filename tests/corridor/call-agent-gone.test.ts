import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, mock, test } from 'node:test'
import type { Conversation } from '#conversations/contract.ts'
import { COME_BACK_MS } from '#voice/bridge/join.ts'
import { RING_MS } from '#voice/bridge/ring.ts'
import type { Call } from '#voice/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { systemTimers } from '#voice/transports/timers.ts'
import { startInProcess } from '../harness/in-process.ts'
import { dialByBrowser, hears, humOf } from '../harness/people-in-calls.ts'
import { openPhone, type PhoneClient } from '../harness/phone-client.ts'
import { KIND } from '../harness/storage.ts'
import { addColleague, signIn, type TeamClient } from '../harness/team-client.ts'

const SOON = 60_000
const folder = mkdtempSync(join(tmpdir(), 'yinghe-gone-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let admin: TeamClient
let [annAt, bobAt]: TeamClient[] = []
const open: { close(): void }[] = []

before(async () => {
  // Who may come back, or answers late, has a second for it here.
  const wait = systemTimers.after
  mock.method(systemTimers, 'after', (ms: number, run: () => void) =>
    wait(ms === COME_BACK_MS || ms === RING_MS ? 1000 : ms, run),
  )
  server = await startInProcess(KIND, { DATA_DIR: folder, YINGHE_CALLER_ID: 'on' })
  admin = await signIn(server.url, 'admin')
  annAt = await addColleague(server.url, admin, 'ann', 'agent')
  bobAt = await addColleague(server.url, admin, 'bob', 'agent')
  const recording = await admin.http<RecordingSettings>('/api/recording-settings')
  await admin.http('/api/recording-settings', { method: 'PUT', body: { ...recording, on: false } })
  for (const one of [annAt, bobAt]) await one.http('/api/desk/presence', { method: 'PUT', body: { status: 'online' } })
})
after(async () => {
  for (const one of open) one.close()
  await server?.stop()
  mock.restoreAll()
  rmSync(folder, { recursive: true, force: true })
})

const kept = <T extends { close(): void }>(one: T): T => {
  open.push(one)
  return one
}
const phoneOf = async (team: TeamClient) => kept(await openPhone(server.url, team))
async function answers(phone: PhoneClient) {
  const { ringing } = await phone.until('it rings', ({ status }) => status === 'ringing')
  assert.equal(await phone.command({ type: 'answer', callId: ringing[0]!.callId }), null)
  await phone.until('he talks', ({ call }) => call !== null)
  return ringing[0]!
}
const callOf = async (customer: string): Promise<Call> =>
  (await admin.http<{ items: Call[] }>(`/api/calls?limit=1&customer=${customer}`)).items[0]!
const conversationOf = async (customer: string) => {
  const { conversationId } = await callOf(customer)
  const path = `/api/conversations/${conversationId}`
  return (await admin.http<{ conversation: Conversation }>(path)).conversation
}

test('an agent whose connection is cut and who does not come back: the customer is told so, waits, and the next one has him', async () => {
  const ann = await phoneOf(annAt!)
  const line = kept(await dialByBrowser(server.url, 'c-xu'))
  await answers(ann)
  ann.speak(humOf('ann'))
  await hears(line.sound, 'ann')
  const bob = await phoneOf(bobAt!)
  ann.cut()
  await line.heard(/连接断开了，正在重新连接/, SOON)
  await line.heard(/正在为您重新安排/, SOON)
  const { why } = await answers(bob)
  assert.equal(why, 'offer')
  bob.speak(humOf('bob'))
  await hears(line.sound, 'bob')
  await hears(bob.sound, 'customer')
  const { assigneeId, status } = await conversationOf('c-xu')
  assert.deepEqual([assigneeId, status], [bobAt!.user.id, 'human'])
  assert.equal((await callOf('c-xu')).endedAt, null)
  line.send({ type: 'hang-up' })
  await bob.until('it is over', ({ call }) => call === null)
  bob.close()
})

test('who calls again is rung at the colleague who has him still; when she does not answer, or declines, anybody may have him', async () => {
  const [ann, bob] = [await phoneOf(annAt!), await phoneOf(bobAt!)]
  for (const how of ['late', 'declined'] as const) {
    for (const one of [ann, bob]) await one.command({ type: 'ready', on: true })
    const { id } = await conversationOf('c-xu')
    await admin.http(`/api/conversations/${id}/transfer`, { body: { toUserId: annAt!.user.id } })
    await annAt!.http(`/api/conversations/${id}/accept`, { body: {} })
    const line = kept(await dialByBrowser(server.url, 'c-xu'))
    const { ringing } = await ann.until('it rings', ({ status }) => status === 'ringing')
    assert.equal(ringing[0]!.why, 'own')
    if (how === 'declined') assert.equal(await ann.command({ type: 'reject', callId: ringing[0]!.callId }), null)
    const { why } = await answers(bob)
    assert.equal(why, 'offer')
    assert.equal(ann.state()?.ready, how === 'declined')
    await line.heard(/正在为您转接给其他同事/, SOON)
    line.send({ type: 'hang-up' })
    await bob.until('it is over', ({ call }) => call === null)
  }
  for (const one of [ann, bob]) one.close()
})
