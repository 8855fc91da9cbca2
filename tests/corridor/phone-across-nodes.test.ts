import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { WebSocket } from 'ws'
import { AWAY_PATH } from '#voice/bridge/phone-away.ts'
import type { Call } from '#voice/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { dialByBrowser, hears, humOf } from '../harness/people-in-calls.ts'
import { openPhone, type PhoneClient } from '../harness/phone-client.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { NO_POSTGRES, newStorage, type Storage } from '../harness/storage.ts'
import { addColleague, onNode, signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

const SOON = 60_000

describe('calls and phones on two nodes of one PostgreSQL', { skip: NO_POSTGRES }, () => {
  let storage: Storage
  let nodeA: TestServer
  let nodeB: TestServer
  let chief: TeamClient
  let ann: PhoneClient
  let annAt: TeamClient
  const open: { close(): void }[] = []
  const kept = <T extends { close(): void }>(one: T): T => {
    open.push(one)
    return one
  }
  const dial = async (node: TestServer, customer: string) => kept(await dialByBrowser(node.url, customer))
  const callOf = async (customer: string): Promise<Call> =>
    (await chief.http<{ items: Call[] }>(`/api/calls?limit=1&customer=${customer}`)).items[0]!

  before(async () => {
    storage = await newStorage('postgres')
    nodeA = await startTestServer(storage, { YINGHE_DEMO: 'on' })
    nodeB = await startTestServer(storage, { YINGHE_DEMO: 'on' })
    chief = await signIn(nodeA.url, 'admin')
    for (const [name, role] of [
      ['ann', 'agent'],
      ['bob', 'agent'],
      ['cho', 'supervisor'],
    ])
      await addColleague(nodeA.url, chief, name!, role!)
    const recording = await chief.http<RecordingSettings>('/api/recording-settings')
    await chief.http('/api/recording-settings', { method: 'PUT', body: { ...recording, on: false } })
    annAt = await onNode(nodeB.url, 'ann')
    await annAt.http('/api/desk/presence', { method: 'PUT', body: { status: 'online' } })
    // His desk is open, so that he is there.
    await annAt.join()
    ann = kept(await openPhone(nodeB.url, annAt))
    // Each node looks for the others every few seconds.
    await new Promise((done) => setTimeout(done, 6000))
  })
  after(async () => {
    for (const one of open) one.close()
    await Promise.all([nodeA?.stop(), nodeB?.stop()])
    await storage?.remove()
  })

  async function answers(phone: PhoneClient) {
    const { ringing } = await phone.until('it rings', ({ status }) => status === 'ringing', SOON)
    assert.equal(await phone.command({ type: 'answer', callId: ringing[0]!.callId }), null)
    await phone.until('he talks', ({ call }) => call !== null, SOON)
    return ringing[0]!
  }

  test('a call of one node rings at a phone of the other: both hear each other, hold and mute do what they say', async () => {
    const line = await dial(nodeA, 'c-xu')
    const { why } = await answers(ann)
    assert.equal(why, 'offer')
    ann.speak(humOf('ann'))
    await hears(ann.sound, 'customer')
    await hears(line.sound, 'ann')
    assert.equal(await ann.command({ type: 'mute', on: true }), null)
    await hears(line.sound, '')
    await ann.command({ type: 'mute', on: false })
    await ann.command({ type: 'hold', on: true })
    await hears(ann.sound, '')
    await ann.command({ type: 'hold', on: false })
    await hears(line.sound, 'ann')
  })

  test('a colleague and a supervisor whose browsers are at the other node take part: listening, whispering, taking over', async () => {
    const { id: callId } = await callOf('c-xu')
    const choAt = await onNode(nodeB.url, 'cho')
    const cho = kept(await openPhone(nodeB.url, choAt, { ready: false }))
    await cho.until('his phone is there', ({ status }) => status === 'off', SOON)
    assert.equal(await cho.command({ type: 'monitor', callId: 'nothing', mode: 'listen' }), 'call_gone')
    assert.equal(await cho.command({ type: 'monitor', callId, mode: 'listen' }), null)
    cho.speak(humOf('cho'))
    await hears(cho.sound, 'customer ann')
    await hears(ann.sound, 'customer')
    assert.equal(await cho.command({ type: 'monitor', callId, mode: 'whisper' }), null)
    await hears(ann.sound, 'customer cho')

    const bobAt = await onNode(nodeB.url, 'bob')
    const bob = kept(await openPhone(nodeB.url, bobAt))
    await bob.until('his phone is ready', ({ status }) => status === 'ready', SOON)
    const ready = async () =>
      (await ann.command({ type: 'invite', to: { kind: 'agent', userId: bobAt.user.id } })) === null
    await waitFor(ready, 'he is asked in', SOON)
    assert.equal((await answers(bob)).why, 'invite')
    bob.speak(humOf('bob'))
    await hears(bob.sound, 'customer ann')
    await hears(ann.sound, 'customer bob cho')
    assert.equal(await cho.command({ type: 'take-over' }), null)
    await ann.until('it was taken over', ({ afterCall }) => afterCall?.ended === 'taken-over', SOON)
    await hears(cho.sound, 'customer bob')
    assert.equal(await cho.command({ type: 'hang-up' }), null)
    await bob.until('it is his', ({ call }) => call?.role === 'agent', SOON)
    assert.equal(await bob.command({ type: 'hang-up' }), null)
    await bob.until('it is over', ({ call }) => call === null, SOON)
    bob.close()
    cho.close()
  })

  test('a phone that was put through rings for a call of its own node again, and stays when the other node goes', async () => {
    await ann.command({ type: 'ready', on: true })
    const line = await dial(nodeB, 'c-wang')
    const { callId } = await answers(ann)
    await hears(ann.sound, 'customer')
    await ann.command({ type: 'hang-up' })
    line.close()
    await ann.command({ type: 'ready', on: true })
    await ann.until('he is ready', ({ status }) => status === 'ready', SOON)

    const other = await dial(nodeA, 'c-zhao')
    const next = await answers(ann)
    assert.notEqual(next.callId, callId)
    await hears(ann.sound, 'customer')
    await nodeA.stop('SIGKILL')
    await ann.until('the call has gone with its node', ({ call }) => call === null, SOON)
    assert.equal(ann.closed(), null)
    other.close()
    const last = await dial(nodeB, 'c-chen')
    await ann.command({ type: 'ready', on: true })
    await answers(ann)
    await hears(last.sound, 'ann')
  })

  test('nobody but a node of the house puts phones through', async () => {
    for (const proof of ['', 'a.b.c.d']) {
      const socket = new WebSocket(`${nodeB.url.replace('http', 'ws')}${AWAY_PATH}`, {
        headers: { 'x-yinghe-node': proof },
      })
      const code = await new Promise((done) => socket.on('close', done))
      assert.equal(code, 4403)
    }
  })
})
