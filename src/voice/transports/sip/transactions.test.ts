import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openFloodGuard } from '#voice/transports/sip/flood.ts'
import { openFraming } from '#voice/transports/sip/framing.ts'
import { formatMessage, parseMessage, type SipRequest, type SipResponse } from '#voice/transports/sip/message.ts'
import { timerOfRequest, timerOfResponse } from '#voice/transports/sip/session-timer.ts'
import { openTransactions } from '#voice/transports/sip/transactions.ts'
import type { Peer } from '#voice/transports/sip/wire.ts'
import { manualTimers } from '../../../../tests/harness/manual-timers.ts'

const peer: Peer = { transport: 'udp', address: '192.0.2.1', port: 5060 }
const request = (method: string, more: Partial<SipRequest> = {}): SipRequest => ({
  method,
  uri: 'sip:95000@192.0.2.9',
  headers: [
    ['via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKone;rport'],
    ['from', '<sip:a@192.0.2.1>;tag=a'],
    ['to', '<sip:95000@192.0.2.9>'],
    ['call-id', 'c1'],
    ['cseq', `1 ${method}`],
  ],
  body: '',
  ...more,
})

function bench() {
  const timers = manualTimers()
  const sent: (SipRequest | SipResponse)[] = []
  const asked: Parameters<Parameters<typeof openTransactions>[0]['onRequest']>[0][] = []
  const acks: SipRequest[] = []
  const transactions = openTransactions({
    send: (_, bytes) => void sent.push(parseMessage(bytes)!),
    clock: timers,
    ours: () => ({ host: '192.0.2.9', port: 5060 }),
    onRequest: (each) => void asked.push(each),
    onAck: (ack) => void acks.push(ack),
  })
  const statuses = () => sent.map((each) => ('status' in each ? each.status : each.method))
  return { timers, sent, asked, acks, transactions, statuses }
}

test('a request that comes again is answered again and acted on once', () => {
  const { transactions, asked, statuses } = bench()
  for (let n = 0; n < 3; n++) transactions.receive(request('OPTIONS'), peer)
  asked[0]!.answer(200)
  transactions.receive(request('OPTIONS'), peer)
  assert.equal(asked.length, 1)
  assert.deepEqual(statuses(), [200, 200])
})

test('an accepted INVITE is repeated until its ACK, and given up after 32 seconds', () => {
  const { transactions, asked, timers, statuses } = bench()
  transactions.receive(request('INVITE'), peer)
  let unheard = 0
  asked[0]!.onUnheard(() => unheard++)
  asked[0]!.answer(200)
  timers.pass(500 + 1000 + 2000 + 4000)
  assert.deepEqual(statuses(), [100, 200, 200, 200, 200, 200])
  asked[0]!.acknowledge()
  timers.pass(40_000)
  assert.deepEqual([statuses().length, unheard, transactions.size()], [6, 0, 0])
  const second = bench()
  second.transactions.receive(request('INVITE'), peer)
  second.asked[0]!.onUnheard(() => unheard++)
  second.asked[0]!.answer(200)
  second.timers.pass(40_000)
  assert.equal(unheard, 1)
})

test('a refusal is repeated until its ACK, which nobody else sees', () => {
  const { transactions, asked, acks, timers, statuses } = bench()
  transactions.receive(request('INVITE'), peer)
  asked[0]!.answer(486)
  timers.pass(600)
  transactions.receive(request('ACK'), peer)
  timers.pass(10_000)
  assert.deepEqual(statuses(), [100, 486, 486])
  assert.equal(acks.length, 0)
})

test('a request of ours is repeated until it is answered; silence is an answer after 32 seconds', () => {
  const { transactions, timers, sent } = bench()
  const finals: number[] = []
  transactions.request(request('OPTIONS'), peer, {
    final: ({ status, local }) => void finals.push(local ? -status : status),
  })
  timers.pass(3600)
  assert.equal(sent.length, 4)
  timers.pass(40_000)
  assert.deepEqual(finals, [-408])
  assert.equal(transactions.size(), 0)
})

test('whatever the network repeats, loses and reorders, each answer is told once and each refusal acknowledged', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(100, 180, 200, 486), { minLength: 1, maxLength: 12 }), (statuses) => {
      const { transactions, sent, timers } = bench()
      const finals: number[] = []
      transactions.request(request('INVITE'), peer, { final: ({ status }) => void finals.push(status) })
      const invite = sent[0] as SipRequest
      for (const status of statuses)
        transactions.receive({ status, reason: '', headers: invite.headers, body: '' }, peer)
      const first = statuses.find((status) => status >= 200)
      const acks = sent.filter((each) => 'method' in each && each.method === 'ACK').length
      assert.deepEqual(finals, first ? [first] : [])
      assert.equal(acks, statuses.filter((status) => status === 486).length)
      timers.pass(100_000)
      assert.ok(transactions.size() <= 1)
    }),
  )
})

test('nothing is kept of requests once their time is over', () => {
  const { transactions, asked, timers } = bench()
  for (let n = 0; n < 2000; n++) {
    const method = ['INVITE', 'OPTIONS', 'BYE', 'CANCEL', 'ACK'][n % 5]!
    const via = `SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK${n}`
    const { headers } = request(method)
    transactions.receive(request(method, { headers: [['via', via], ...headers.slice(1)] }), peer)
  }
  for (const [n, each] of asked.entries()) each.answer(n % 2 ? 200 : 403)
  assert.ok(transactions.size() > 1000)
  timers.pass(33_000)
  assert.equal(transactions.size(), 0)
})

test('a stream is cut into messages wherever it is broken', () => {
  const message = formatMessage(request('MESSAGE', { body: 'héllo\r\n\r\nthere' }))
  const stream = Buffer.concat([message, Buffer.from('\r\n\r\n'), message, message])
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 20 }), (cuts) => {
      const framing = openFraming()
      const edges = [0, ...cuts.sort((a, b) => a - b), stream.length]
      const read = edges.slice(1).flatMap((edge, n) => framing(stream.subarray(edges[n], edge))!.messages)
      assert.deepEqual(read.map(String), [message, message, message].map(String))
    }),
  )
  assert.equal(openFraming()(Buffer.from('A'.repeat(20_000))), null, 'no end in sight')
  assert.equal(openFraming()(Buffer.from('BYE sip:a SIP/2.0\r\nVia: x\r\n\r\n')), null, 'no length')
})

test('session timers are settled as RFC 4028 has it', () => {
  const ask = (headers: [string, string][]) => timerOfRequest({ headers })
  assert.deepEqual(
    ask([
      ['session-expires', '600;refresher=uac'],
      ['supported', 'timer'],
    ]),
    { seconds: 600, refresher: 'them' },
  )
  assert.deepEqual(
    ask([
      ['session-expires', '600;refresher=uas'],
      ['supported', 'timer'],
    ]),
    { seconds: 600, refresher: 'us' },
  )
  assert.deepEqual(ask([['session-expires', '600']]), { seconds: 600, refresher: 'us' })
  assert.equal(
    ask([
      ['session-expires', '30'],
      ['supported', '100rel, timer'],
    ]),
    'too-short',
  )
  assert.deepEqual(ask([]), { seconds: 1800, refresher: 'us' })
  assert.deepEqual(timerOfResponse({ headers: [['session-expires', '900;refresher=uas']] }), {
    seconds: 900,
    refresher: 'them',
  })
})

test('strangers who send much are not heard; a host of a line is, and made-up senders cost no memory', () => {
  let now = 0
  const guard = openFloodGuard(
    () => now,
    (address) => address === '10.0.0.1',
  )
  const admitted = (address: string, count: number) =>
    Array.from({ length: count }, () => guard.admits(address)).filter(Boolean).length
  assert.equal(admitted('192.0.2.1', 1000), 40)
  assert.equal(admitted('10.0.0.1', 1000), 1000)
  now += 1000
  assert.equal(admitted('192.0.2.1', 1000), 10)
  for (let n = 0; n < 30_000; n++) guard.admits(`2001:db8::${n.toString(16)}`)
  assert.ok(guard.size() <= 10_000)
  assert.equal(guard.admits('10.0.0.1'), true)
})
