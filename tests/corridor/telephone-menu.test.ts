import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { LineSettings } from '#voice/lines/contract.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
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

test('somebody we know calls by telephone, presses the first choice of his own menu, and it is done', async () => {
  type Answer = { settings: LineSettings; doors: { sip: { listening: string | null } } }
  const { settings } = await chief.http<Answer>('/api/telephone-lines')
  const sip = { ...settings.sip, on: true, host: '127.0.0.1', port: 25_460, rtpFrom: 25_500, rtpTo: 25_599 }
  await chief.http('/api/telephone-lines', {
    method: 'PUT',
    body: { ...settings, sip: { ...sip, lines: [{ ...line, server: '' }] } },
  })
  await waitFor(
    async () => (await chief.http<Answer>('/api/telephone-lines')).doors.sip.listening !== null,
    'the telephone is open',
  )
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
