import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Line } from '#voice/transports/sip/lines.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { inOrder, type Names, peersOf } from '#voice/transports/sip/resolve.ts'
import { answering, noWarnings, sipLine, sipOptions } from '../../../../tests/harness/answering-sip.ts'
import { waitFor } from '../../../../tests/harness/wait-for.ts'
import { openSipParty } from '../../../../tests/twins/sip-party.ts'

const unknown = () => Promise.reject(new Error('ENOTFOUND'))
type Told = {
  naptr?: Names['naptr']
  srv?: Record<string, Awaited<ReturnType<Names['srv']>>>
  hosts?: Record<string, string[]>
}
const namesOf = ({ naptr = unknown, srv = {}, hosts = {} }: Told): Names => ({
  naptr,
  srv: async (name) => srv[name] ?? unknown(),
  addresses: async (host) => hosts[host] ?? unknown(),
})
const at = async (line: Partial<Line>, told: Told, random = () => 0) =>
  (await peersOf(sipLine(line), namesOf(told), random)).map(
    ({ transport, address, port }) => `${transport} ${address}:${port}`,
  )
const record = (name: string, priority: number, weight = 0, port = 5060) => ({ name, priority, weight, port })

test('a number, and a port that is given, are taken as they are; a host without records is asked at the usual port', async () => {
  const srv = { '_sip._udp.sip.test': [record('never.test', 1)] }
  const hosts = { 'sip.test': ['192.0.2.1', '192.0.2.2'] }
  assert.deepEqual(await at({ server: '192.0.2.9' }, {}), ['udp 192.0.2.9:5060'])
  assert.deepEqual(await at({ server: '[2001:db8::1]:5080' }, {}), ['udp 2001:db8::1:5080'])
  assert.deepEqual(await at({ server: 'sip.test:5070' }, { srv, hosts }), ['udp 192.0.2.1:5070', 'udp 192.0.2.2:5070'])
  assert.deepEqual(await at({ server: 'sip.test', transport: 'tls' }, { hosts }), [
    'tls 192.0.2.1:5061',
    'tls 192.0.2.2:5061',
  ])
  assert.deepEqual(await at({ server: 'nobody.test' }, { hosts }), [])
})

test('a domain names its servers for each transport: lower priority first, then by weight, hosts that are unknown left out', async () => {
  const srv = {
    '_sip._udp.sip.test': [record('spare.test', 20), record('one.test', 10, 60, 5080), record('two.test', 10, 40)],
    '_sips._tcp.sip.test': [record('safe.test', 1, 0, 5061)],
    '_sip._tcp.sip.test': [record('.', 0, 0, 0)],
  }
  const hosts = {
    'one.test': ['192.0.2.1'],
    'two.test': ['192.0.2.2'],
    'safe.test': ['192.0.2.4'],
    'sip.test': ['192.0.2.5'],
  }
  assert.deepEqual(await at({ server: 'sip.test' }, { srv, hosts }), ['udp 192.0.2.2:5060', 'udp 192.0.2.1:5080'])
  assert.deepEqual(await at({ server: 'sip.test' }, { srv, hosts }, () => 0.99), [
    'udp 192.0.2.1:5080',
    'udp 192.0.2.2:5060',
  ])
  assert.deepEqual(await at({ server: 'sip.test', transport: 'tls' }, { srv, hosts }), ['tls 192.0.2.4:5061'])
  assert.deepEqual(await at({ server: 'sip.test', transport: 'tcp' }, { srv, hosts }), [], 'it says there is none')
})

test('where the domain points elsewhere for a transport (NAPTR), its servers are asked for there', async () => {
  const pointer = (service: string, replacement: string, order: number) => ({
    ...{ flags: 's', service, replacement, order, preference: 0, regexp: '' },
  })
  const naptr = async () => [
    pointer('SIP+D2U', '_sip._udp.late.test', 20),
    pointer('SIP+D2U', '_sip._udp.pbx.test', 10),
    pointer('SIP+D2T', '_sip._tcp.pbx.test', 5),
  ]
  const srv = { '_sip._udp.pbx.test': [record('one.test', 1)], '_sip._udp.sip.test': [record('two.test', 1)] }
  const hosts = { 'one.test': ['192.0.2.1'], 'two.test': ['192.0.2.2'] }
  assert.deepEqual(await at({ server: 'sip.test' }, { naptr, srv, hosts }), ['udp 192.0.2.1:5060'])
})

test('among equals the weight decides how often each comes first', () => {
  const records = [record('a', 1, 75), record('b', 1, 25), record('c', 0, 0)]
  let state = 7
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const orders = Array.from({ length: 2000 }, () =>
    inOrder(records, random)
      .map(({ name }) => name)
      .join(''),
  )
  assert.ok(orders.every((order) => /^c(ab|ba)$/.test(order)))
  const share = orders.filter((order) => order === 'cab').length / orders.length
  assert.ok(share > 0.7 && share < 0.8, String(share))
})

test('a server that is silent or cannot take the call is left for the next one of the domain, for calls and registration', async (t) => {
  const house = answering()
  const good = await openSip(sipOptions([sipLine()]), house.take, noWarnings)
  t.after(() => good.close())
  const silent = await openSipParty('127.0.0.1:9')
  const full = await openSipParty('127.0.0.1:9')
  for (const [party, status] of [
    [silent, null],
    [full, 503],
  ] as const) {
    t.after(() => party.close())
    Object.assign(party.answers, { INVITE: status, REGISTER: status })
  }
  const port = (of: string) => Number(of.split(':')[1])
  const records = [
    record('a', 1, 0, port(silent.ours)),
    record('b', 2, 0, port(full.ours)),
    record('c', 3, 0, port(good.listening!)),
  ]
  const names: Names = { naptr: unknown, srv: async () => records, addresses: async () => ['127.0.0.1'] }
  const line = sipLine({ server: 'sip.test', register: true, user: 'desk', password: 'door' })
  const caller = await openSip(sipOptions([line]), house.take, noWarnings, undefined, names)
  t.after(() => caller.close())
  const dialled = await caller.dialOver(null, '95000', {
    from: '1',
    ringMs: 20_000,
    signal: new AbortController().signal,
  })
  assert.ok('id' in dialled, JSON.stringify(dialled))
  for (const party of [silent, full]) {
    const asked = party.requests.find(({ method }) => method === 'INVITE')
    assert.equal(asked?.uri, 'sip:95000@sip.test')
    await waitFor(() => party.requests.some(({ method }) => method === 'REGISTER'), 'it is asked to register')
  }
  // The house that answers calls is no registrar: it is asked, and says so.
  await waitFor(() => caller.lines()[0]!.status.why === '405', 'the last one answers')
  await dialled.hangUp()
})
