import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { test } from 'node:test'
import { answerChallenge, openDoorkeeper, parseChallenge } from '#voice/transports/sip/digest.ts'
import {
  formatMessage,
  headerOf,
  parseMessage,
  type SipRequest,
  type SipResponse,
} from '#voice/transports/sip/message.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { toneFrames } from '#voice/transports/testing.ts'
import { answering, noWarnings, sipLine, sipOptions } from '../../../../tests/harness/answering-sip.ts'
import { manualTimers } from '../../../../tests/harness/manual-timers.ts'
import { waitFor } from '../../../../tests/harness/wait-for.ts'
import { openSipParty } from '../../../../tests/twins/sip-party.ts'

const open = async (...args: Parameters<typeof sipLine>) => {
  const house = answering()
  const timers = manualTimers()
  const sip = await openSip(sipOptions([sipLine(...args)]), house.take, noWarnings, {
    ...timers,
    now: Date.now,
  })
  return { house, sip, timers, party: await openSipParty(sip.listening) }
}
const close = async (...parts: { close(): unknown }[]) => {
  for (const part of parts) await part.close()
}

test('an offer without sound is answered with our own, and the ACK brings theirs', async () => {
  const { house, sip, party } = await open()
  const { number } = party.request('INVITE')
  const answer = await party.response(number, 'INVITE')
  assert.match(answer.body, /m=audio \d+ RTP\/AVP 8 0 101/)
  party.request('ACK', {
    number,
    toTag: /tag=(\w+)/.exec(headerOf(answer, 'to')!)![1]!,
    ...party.withSdp(party.sdp('sendrecv')),
  })
  const call = await waitFor(() => house.calls[0], 'the call')
  call.session.send(toneFrames(500, 1)[0]!)
  await waitFor(() => party.heard().length > 0, 'our sound')
  await close(sip, party)
})

test('a call that is called off before the answer never was; afterwards it is too late', async () => {
  const { house, sip, party } = await open()
  const { number, branch } = party.request('INVITE', party.withSdp(party.sdp('sendrecv')))
  party.request('CANCEL', { number, branch })
  const answer = await party.response(number, 'INVITE')
  assert.equal((await party.response(number, 'CANCEL')).status, 200)
  // Both may cross on the way: either the call was called off, or it stands and waits for its ACK.
  assert.ok([200, 487].includes(answer.status))
  assert.equal(house.calls.length, 0)
  await close(sip, party)
})

test('keys as INFO, signs of life, unknown methods and old requests within a call', async () => {
  const { house, sip, party } = await open()
  await party.invite()
  const call = await waitFor(() => house.calls[0], 'the call')
  const ask = async (method: string, type: string, body: string, number?: number) => {
    const sent = party.request(method, {
      headers: type ? [['content-type', type]] : [],
      body,
      ...(number ? { number } : {}),
    })
    return (await party.response(sent.number, method)).status
  }
  assert.equal(await ask('INFO', 'application/dtmf-relay', 'Signal= 5\r\nDuration= 160\r\n'), 200)
  assert.equal(await ask('INFO', 'application/dtmf', '#'), 200)
  assert.equal(await ask('INFO', 'application/dtmf-relay', 'Signal=11\r\n'), 200)
  assert.equal(await ask('INFO', 'application/dtmf-relay', 'Signal=Z\r\n'), 400)
  assert.equal(await ask('INFO', 'text/plain', 'x'), 415)
  assert.deepEqual(call.keys, ['5', '#', '#'])
  assert.equal(await ask('OPTIONS', '', ''), 200)
  assert.equal(await ask('MESSAGE', 'text/plain', 'x'), 405)
  assert.equal(await ask('OPTIONS', '', '', 1), 500, 'an old number')
  await close(sip, party)
})

test('what cannot be done is said: another codec, an unknown extension, a short timer, a method outside a call', async () => {
  const { sip, party } = await open()
  const sdp = party.sdp('sendrecv')
  const invite = async (more: Parameters<typeof party.invite>[0]) => (await party.invite(more)).status
  assert.equal(await invite(party.withSdp(sdp.replace('RTP/AVP 8 101', 'RTP/AVP 18'))), 488)
  assert.equal(
    await invite({
      ...party.withSdp(sdp),
      headers: [
        ['content-type', 'application/sdp'],
        ['require', 'outbound'],
      ],
    }),
    420,
  )
  assert.equal(
    await invite({
      ...party.withSdp(sdp),
      headers: [
        ['content-type', 'application/sdp'],
        ['supported', 'timer'],
        ['session-expires', '20'],
      ],
    }),
    422,
  )
  const { number } = party.request('SUBSCRIBE')
  assert.equal((await party.response(number, 'SUBSCRIBE')).status, 405)
  const bye = party.request('BYE', { toTag: 'nobody' })
  assert.equal((await party.response(bye.number, 'BYE')).status, 481)
  await close(sip, party)
})

test('a call whose other side is gone is found by the session timer', async () => {
  const { house, sip, party, timers } = await open()
  party.answers.INVITE = 481
  await party.invite()
  const call = await waitFor(() => house.calls[0], 'the call')
  timers.pass(901_000)
  await waitFor(() => call.end() === 'lost', 'the end')
  await close(sip, party)
})

test('a call is refreshed in time and goes on; it is over when they do not refresh as they said', async () => {
  const { house, sip, party, timers } = await open()
  await party.invite()
  const call = await waitFor(() => house.calls[0], 'the call')
  timers.pass(901_000)
  await waitFor(() => party.requests.some(({ method }) => method === 'INVITE'), 'our refresh')
  assert.equal(call.end(), null)
  const other = await openSipParty(sip.listening)
  await other.invite({
    headers: [
      ['content-type', 'application/sdp'],
      ['supported', 'timer'],
      ['session-expires', '120;refresher=uac'],
    ],
    body: other.sdp('sendrecv'),
  })
  const second = await waitFor(() => house.calls[1], 'the second call')
  timers.pass(89_000)
  await waitFor(() => second.end() === 'lost', 'the end of the second')
  await waitFor(() => other.requests.some(({ method }) => method === 'BYE'), 'our BYE')
  await close(sip, party, other)
})

test('callers with the password come in over UDP; others see no more than a question', async () => {
  const { house, sip, party } = await open({ allow: [], user: 'desk', password: 'door-1820', takesPassword: true })
  const refused = await party.invite()
  assert.equal(refused.status, 401)
  const challenge = parseChallenge(headerOf(refused, 'www-authenticate')!)!
  const uri = `sip:bot@${sip.listening}`
  const answer = (password: string) =>
    answerChallenge(challenge, { user: 'desk', password, method: 'INVITE', uri, count: 1 })
  const withPassword = (password: string) => ({
    headers: [
      ['authorization', answer(password)],
      ['content-type', 'application/sdp'],
    ] as [string, string][],
    body: party.sdp('sendrecv'),
  })
  assert.equal((await party.invite(withPassword('wrong'))).status, 401)
  assert.equal(house.asked.length, 0)
  assert.equal((await party.invite(withPassword('door-1820'))).status, 200)
  await close(sip, party)
})

test('a line registers with its password, stays so, and signs off at the end', async () => {
  const door = openDoorkeeper('yinghe', Date.now)
  const seen: { expires: string; authorized: boolean }[] = []
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await new Promise((done) => socket.once('listening', done))
  socket.on('message', (bytes, from) => {
    const message = parseMessage(bytes) as SipRequest
    const given = headerOf(message, 'authorization')
    const authorized = given ? door.verify(given, 'REGISTER', () => 'line-1820') !== null : false
    seen.push({ expires: headerOf(message, 'expires')!, authorized })
    const kept = message.headers.filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(name))
    const answer: SipResponse = authorized
      ? {
          status: 200,
          reason: '',
          headers: [...kept, ['contact', `${headerOf(message, 'contact')};expires=100`]],
          body: '',
        }
      : { status: 401, reason: '', headers: [...kept, ['www-authenticate', door.challenge()]], body: '' }
    socket.send(formatMessage(answer), from.port, from.address)
  })
  const server = `127.0.0.1:${socket.address().port}`
  const { sip, timers, party } = await open({ server, user: 'u8001', password: 'line-1820', register: true })
  await waitFor(() => sip.lines()[0]!.status.state === 'registered', 'the registration')
  timers.pass(81_000)
  await waitFor(
    () => seen.filter(({ authorized }) => authorized).length === 2,
    'the next one, after 80 % of what was granted',
  )
  await close(sip, party)
  assert.deepEqual(seen.at(-1), { expires: '0', authorized: true })
  socket.close()
})

test('calls out end as the network says: busy, refused, no answer, called off', async () => {
  const outcomes: Record<string, 486 | 603 | 480 | 500> = { busy: 486, refused: 603, 'no-answer': 480, failed: 500 }
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await new Promise((done) => socket.once('listening', done))
  const cancelled: string[] = []
  socket.on('message', (bytes, from) => {
    const message = parseMessage(bytes)
    if (!message || !('method' in message) || message.method === 'ACK') return
    const reply = (status: number, cseq = headerOf(message, 'cseq')!) => {
      const kept = message.headers.filter(([name]) => ['via', 'from', 'to', 'call-id'].includes(name))
      socket.send(
        formatMessage({ status, reason: '', headers: [...kept, ['cseq', cseq]], body: '' }),
        from.port,
        from.address,
      )
    }
    if (message.method === 'CANCEL') {
      cancelled.push(message.uri)
      reply(200)
      return reply(487, headerOf(message, 'cseq')!.replace('CANCEL', 'INVITE'))
    }
    const wanted = /sip:([\w-]+)@/.exec(message.uri)![1]!
    reply(100)
    if (wanted in outcomes) reply(outcomes[wanted]!)
    else reply(180)
  })
  const sip = await openSip(
    sipOptions([sipLine({ server: `127.0.0.1:${socket.address().port}` })]),
    answering().take,
    noWarnings,
  )
  const dial = (to: string, ringMs = 5000, signal = new AbortController().signal) =>
    sip.dial!(to, { from: '', ringMs, signal })
  for (const outcome of Object.keys(outcomes)) assert.deepEqual(await dial(outcome), { failed: outcome })
  assert.deepEqual(await dial('ringing', 150), { failed: 'no-answer' })
  assert.deepEqual(await dial('called-off', 5000, AbortSignal.timeout(150)), { failed: 'we-hung-up' })
  assert.equal(cancelled.length, 2)
  await sip.close()
  socket.close()
})

test('the other side passes us on: we call there over the same line, and the call goes on with the new party', async () => {
  const house = answering()
  const branch = answering()
  const elsewhere = await openSip(sipOptions([sipLine()]), branch.take, noWarnings)
  const sip = await openSip(sipOptions([sipLine({ server: elsewhere.listening })]), house.take, noWarnings)
  const party = await openSipParty(sip.listening)
  await party.invite()
  const call = await waitFor(() => house.calls[0], 'the call')
  const { number } = party.request('REFER', { headers: [['refer-to', '<sip:8001@evil.example>']] })
  assert.equal((await party.response(number, 'REFER')).status, 202)
  const next = await waitFor(() => branch.calls[0], 'the call elsewhere')
  assert.equal(branch.asked[0]!.to, '8001')
  await waitFor(() => party.requests.filter(({ method }) => method === 'NOTIFY').length === 2, 'the news')
  assert.match(party.requests.findLast(({ method }) => method === 'NOTIFY')!.body, /^SIP\/2\.0 200/)
  for (const frame of toneFrames(500, 5)) {
    next.session.send(frame)
    call.session.send(frame)
  }
  await waitFor(
    () => call.sound().some((sample) => sample > 3000) && next.sound().some((sample) => sample > 3000),
    'sound',
  )
  assert.equal(call.end(), null)
  await next.session.hangUp()
  await waitFor(() => call.end() === 'caller-hung-up', 'the end')
  await close(sip, elsewhere, party)
})

test('a call we pass on: refused, not possible, done', async () => {
  for (const [status, outcome] of [
    [603, 'refused'],
    [405, 'not-able'],
  ] as const) {
    const { house, sip, party } = await open()
    party.answers.REFER = status
    await party.invite()
    const call = await waitFor(() => house.calls[0], 'the call')
    assert.equal(await call.session.transfer('8001'), outcome)
    assert.equal(call.end(), null)
    await close(sip, party)
  }
  const { house, sip, party } = await open()
  await party.invite()
  const call = await waitFor(() => house.calls[0], 'the call')
  party.answers.REFER = 202
  const transfer = call.session.transfer('8001')
  await waitFor(() => party.requests.some(({ method }) => method === 'REFER'), 'our REFER')
  party.request('NOTIFY', {
    headers: [
      ['event', 'refer'],
      ['content-type', 'message/sipfrag'],
    ],
    body: 'SIP/2.0 200 OK\r\n',
  })
  assert.equal(await transfer, 'transferred')
  assert.equal(call.end(), 'transferred')
  await close(sip, party)
})
