import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatMessage, headerOf } from '#voice/transports/sip/message.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { answering, noWarnings, sipLine, sipOptions } from '../../../../tests/harness/answering-sip.ts'
import { manualTimers } from '../../../../tests/harness/manual-timers.ts'
import { waitFor } from '../../../../tests/harness/wait-for.ts'
import { openSipParty } from '../../../../tests/twins/sip-party.ts'

async function open() {
  const house = answering()
  const timers = manualTimers()
  const clock = { ...timers, now: Date.now }
  const sip = await openSip(sipOptions([sipLine()]), house.take, noWarnings, clock)
  return { house, sip, timers, party: await openSipParty(sip.listening) }
}
const close = async (...parts: { close(): unknown }[]) => {
  for (const part of parts) await part.close()
}

const reliably = (party: Awaited<ReturnType<typeof openSipParty>>) => ({
  ...party.withSdp(party.sdp('sendrecv')),
  headers: [
    ['content-type', 'application/sdp'],
    ['require', '100rel, timer'],
  ] as [string, string][],
})

test('a caller who insists on it is told reliably that it rings: again until his PRACK, and then he is answered', async () => {
  const { house, sip, timers, party } = await open()
  const rings = () => party.responses.filter(({ status }) => status === 180)
  const { number } = party.request('INVITE', reliably(party))
  const ring = await waitFor(() => rings()[0], 'it rings')
  assert.equal(headerOf(ring, 'require'), '100rel')
  timers.pass(500)
  await waitFor(() => rings().length === 2, 'it is said again')
  assert.deepEqual(rings()[1], ring)
  const toTag = /tag=(\w+)/.exec(headerOf(ring, 'to')!)![1]!
  const prack = async (rack: string) => {
    const sent = party.request('PRACK', { toTag, headers: [['rack', rack]] })
    return (await party.response(sent.number, 'PRACK')).status
  }
  const rseq = Number(headerOf(ring, 'rseq'))
  assert.equal(await prack(`${rseq + 1} ${number} INVITE`), 481)
  assert.ok(!party.responses.some((each) => each.status >= 200 && headerOf(each, 'cseq')!.endsWith('INVITE')))
  assert.equal(await prack(`${rseq} ${number} INVITE`), 200)
  const answer = await party.response(number, 'INVITE')
  assert.equal(answer.status, 200)
  assert.match(headerOf(answer, 'to')!, new RegExp(toTag))
  party.request('ACK', { number, toTag })
  await waitFor(() => house.calls[0], 'the call')
  timers.pass(4000)
  assert.equal(rings().length, 2)
  await close(sip, party)
})

test('who insists on PRACK and never sends it is refused in the end; who calls off meanwhile is answered so', async () => {
  const { house, sip, timers, party } = await open()
  const rings = () => party.responses.filter(({ status }) => status === 180).length
  const first = party.request('INVITE', reliably(party))
  await waitFor(() => rings() === 1, 'it rings')
  timers.pass(32_000)
  assert.equal((await party.response(first.number, 'INVITE')).status, 504)
  const before = rings()
  const second = party.request('INVITE', reliably(party))
  await waitFor(() => rings() > before, 'it rings again')
  party.request('CANCEL', { number: second.number, branch: second.branch })
  assert.equal((await party.response(second.number, 'INVITE')).status, 487)
  const after = rings()
  timers.pass(32_000)
  assert.equal(rings(), after)
  assert.equal(house.calls.length, 0)
  await close(sip, party)
})

test('what a switch says reliably to our call is acknowledged once, in order, and the call goes on', async () => {
  const line = sipLine({ server: '127.0.0.1:9' })
  const own = await openSip(sipOptions([line]), answering().take, noWarnings)
  const far = await openSipParty(own.listening)
  line.server = far.ours
  far.answers.INVITE = null
  const dialled = own.dialOver(null, '8001', { from: '1', ringMs: 20_000, signal: new AbortController().signal })
  const invite = await waitFor(() => far.requests.find(({ method }) => method === 'INVITE'), 'it is called')
  const say = (status: number, more: [string, string][], body = '') => {
    const kept = invite.headers.filter(([name]) => ['via', 'from', 'call-id', 'cseq'].includes(name))
    const to: [string, string] = ['to', `${headerOf(invite, 'to')};tag=far`]
    const contact: [string, string] = ['contact', `<sip:8001@${far.ours}>`]
    far.sendRaw(formatMessage({ status, reason: '', headers: [...kept, to, contact, ...more], body }))
  }
  const told = (number: number): [string, string][] => [
    ['require', '100rel'],
    ['rseq', String(number)],
  ]
  const pracks = () => far.requests.filter(({ method }) => method === 'PRACK').map((each) => headerOf(each, 'rack'))
  assert.match(headerOf(invite, 'supported')!, /100rel/)
  for (const number of [7, 7, 9, 8]) say(183, told(number))
  await waitFor(() => pracks().length === 2, 'both are acknowledged')
  say(200, [['content-type', 'application/sdp']], far.sdp('sendrecv'))
  const session = await dialled
  assert.ok('id' in session, JSON.stringify(session))
  assert.deepEqual(pracks(), ['7 1 INVITE', '8 1 INVITE'])
  await session.hangUp()
  const numbers = far.requests.map(({ method, headers }) => [
    method,
    Number.parseInt(headerOf({ headers }, 'cseq')!, 10),
  ])
  assert.deepEqual(
    numbers.filter(([method]) => method !== 'ACK'),
    [
      ['INVITE', 1],
      ['PRACK', 2],
      ['PRACK', 3],
      ['BYE', 4],
    ],
  )
  await close(own, far)
})
