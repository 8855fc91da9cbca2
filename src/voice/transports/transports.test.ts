import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import { openAudioSocket } from '#voice/transports/audiosocket.ts'
import { transportConformance, until } from '#voice/transports/conformance.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { openFreeSwitch } from '#voice/transports/freeswitch.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { openTwilio } from '#voice/transports/twilio.ts'
import { answering, noWarnings, sipLine, sipOptions } from '../../../tests/harness/answering-sip.ts'
import { openSipParty } from '../../../tests/twins/sip-party.ts'
import {
  callByAudioSocket,
  callByFreeSwitch,
  callByTwilio,
  openEventSocketTwin,
} from '../../../tests/twins/stream-parties.ts'

transportConformance({
  name: 'sip',
  nonsenseEnds: false,
  async open(take) {
    const transport = await openSip(sipOptions([sipLine({ allow: ['127.0.0.1'] })]), take, noWarnings)
    const parties: { close(): void }[] = []
    return {
      transport,
      async call() {
        const party = await openSipParty(transport.listening)
        parties.push(party)
        const answer = await party.invite()
        return {
          speak: party.media.speak,
          press: party.media.press,
          hold: (on) => void party.request('INVITE', party.withSdp(party.sdp(on ? 'sendonly' : 'sendrecv'))),
          hangUp: () => void party.request('BYE'),
          heard: party.heard,
          cleared: null,
          isOver: () => answer.status >= 300 || party.requests.some(({ method }) => method === 'BYE'),
          disturb(bytes) {
            party.media.disturb(bytes)
            party.sendRaw(bytes)
          },
        }
      },
      async intrude() {
        const stranger = await openSipParty(transport.listening, { from: '127.0.0.66' })
        parties.push(stranger)
        return (await stranger.invite()).status < 300
      },
      async close() {
        await transport.close()
        for (const party of parties) party.close()
      },
    }
  },
})

const open = (socket: WebSocket) =>
  new Promise<boolean>((done) => socket.on('open', () => done(true)).on('error', () => done(false)))

transportConformance({
  name: 'audiosocket',
  nonsenseEnds: true,
  async open(take) {
    const transport = await openAudioSocket({ host: '127.0.0.1', port: 0, allow: ['127.0.0.1'], mostCalls: 10 }, take)
    return {
      transport,
      call: () => callByAudioSocket(transport.listening, transport.announce({ from: '13800138000', to: '95000' })),
      async intrude() {
        const [host, port] = transport.listening.split(':')
        const socket = connect({ host, port: Number(port), localAddress: '127.0.0.66' })
        socket.on('error', () => {})
        await once(socket, 'close')
        return false
      },
      close: transport.close,
    }
  },
})

const signed = { publicUrl: 'wss://voice.example/media', authToken: 'token-1820' }
transportConformance({
  name: 'twilio',
  nonsenseEnds: false,
  async open(take) {
    const transport = await openTwilio({ host: '127.0.0.1', port: 0, ...signed, apiUrl: '', mostCalls: 10 }, take)
    return {
      transport,
      call: () => callByTwilio(transport.listening, { ...signed, from: '13800138000', to: '95000' }),
      intrude: () => open(new WebSocket(`ws://${transport.listening}/`, { headers: { 'x-twilio-signature': 'x' } })),
      close: transport.close,
    }
  },
})

for (const [rate, playback] of [
  [8000, 'json'],
  [16_000, 'binary'],
] as const) {
  transportConformance({
    name: `freeswitch ${playback} at ${rate}`,
    nonsenseEnds: false,
    async open(take) {
      const control = await openEventSocketTwin('ClueCon')
      const transport = await openFreeSwitch(
        {
          ...{ host: '127.0.0.1', port: 0, secret: 'media-1820', rate, playback, mostCalls: 10 },
          control: { host: '127.0.0.1', port: control.port, password: 'ClueCon' },
        },
        take,
      )
      await until(() => transport.control() === 'ready' && control.listening(), 'the event socket')
      return {
        transport,
        call: () =>
          callByFreeSwitch(transport.listening, {
            secret: 'media-1820',
            rate,
            control,
            from: '13800138000',
            to: '95000',
          }),
        intrude: () => open(new WebSocket(`ws://${transport.listening}/`, { headers: { authorization: 'Bearer no' } })),
        async close() {
          await transport.close()
          control.close()
        },
      }
    },
  })
}

test('an AudioSocket call brings the number that was announced, once', async (t) => {
  const house = answering()
  const transport = await openAudioSocket(
    { host: '127.0.0.1', port: 0, allow: ['127.0.0.0/8'], mostCalls: 10 },
    house.take,
  )
  t.after(transport.close)
  const id = transport.announce({ from: '13800138000', to: '95000' })
  await callByAudioSocket(transport.listening, id, 16_000)
  await callByAudioSocket(transport.listening, id)
  await callByAudioSocket(transport.listening, randomUUID())
  await until(() => house.asked.length === 3, 'three calls')
  assert.deepEqual(house.asked.map(({ from }) => from).sort(), ['', '', '13800138000'])
})

test('FreeSWITCH passes a call on, presses keys and hangs up as it is told; a wrong password is seen', async (t) => {
  const control = await openEventSocketTwin('ClueCon')
  const options = { host: '127.0.0.1', port: 0, secret: 's', rate: 8000, playback: 'binary', mostCalls: 10 } as const
  const sessions: MediaSession[] = []
  const transport = await openFreeSwitch(
    { ...options, control: { host: '127.0.0.1', port: control.port, password: 'ClueCon' } },
    () => ({ answer: true, onSession: (session) => void sessions.push(session) }),
  )
  t.after(() => Promise.all([transport.close(), control.close()]))
  await until(() => transport.control() === 'ready' && control.listening(), 'the event socket')
  for (let n = 0; n < 2; n++)
    await callByFreeSwitch(transport.listening, { secret: 's', rate: 8000, control, from: '1', to: '2' })
  await until(() => sessions.length === 2, 'two calls')
  sessions[0]!.sendKeys(['1', '#'])
  control.answers.uuid_transfer = '-ERR no such extension'
  assert.equal(await sessions[0]!.transfer('8001'), 'refused')
  assert.equal(await sessions[0]!.transfer('8001\n\napi shutdown'), 'not-able')
  control.answers.uuid_transfer = '+OK'
  assert.equal(await sessions[0]!.transfer('8001'), 'transferred')
  await sessions[1]!.hangUp()
  assert.deepEqual(
    control.commands.map((line) => line.replace(/ [\w-]{36}/, '')),
    ['uuid_send_dtmf 1#', 'uuid_transfer 8001', 'uuid_transfer 8001', 'uuid_kill'],
  )
  const locked = await openFreeSwitch(
    { ...options, control: { host: '127.0.0.1', port: control.port, password: 'wrong' } },
    () => ({ answer: false, why: 'closed' }),
  )
  t.after(locked.close)
  await until(() => locked.control() === 'refused', 'the refusal')
})

test('a Twilio call is passed on over its interface', async (t) => {
  const asked: { url: string; authorization: string; body: string }[] = []
  const api = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push({ url: request.url!, authorization: request.headers.authorization ?? '', body })
    response.writeHead(asked.length === 1 ? 404 : 200).end('{}')
  }).listen(0, '127.0.0.1')
  await once(api, 'listening')
  const apiUrl = `http://127.0.0.1:${(api.address() as { port: number }).port}`
  const house = answering()
  const transport = await openTwilio({ host: '127.0.0.1', port: 0, ...signed, apiUrl, mostCalls: 10 }, house.take)
  t.after(() => Promise.all([transport.close(), api.close()]))
  await callByTwilio(transport.listening, { ...signed, from: '13800138000', to: '95000' })
  const call = await until(() => house.calls.length === 1, 'the call').then(() => house.calls[0]!)
  assert.equal(await call.session.transfer('<Evil/>'), 'not-able')
  assert.equal(await call.session.transfer('8001'), 'refused')
  assert.equal(await call.session.transfer('8001'), 'transferred')
  assert.equal(call.end(), 'transferred')
  assert.equal(asked[1]!.url, '/2010-04-01/Accounts/AC1/Calls/CA1.json')
  assert.equal(asked[1]!.authorization, `Basic ${Buffer.from(`AC1:${signed.authToken}`).toString('base64')}`)
  assert.equal(new URLSearchParams(asked[1]!.body).get('Twiml'), '<Response><Dial>8001</Dial></Response>')
})
