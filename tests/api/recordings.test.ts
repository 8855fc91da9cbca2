import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openLog } from '#platform/log.ts'
import { readSecrets } from '#platform/settings/secrets.ts'
import type { RecordingDetail, RecordingSettings, RecordingSummary } from '#voice/recording/contract.ts'
import { openRecorder } from '#voice/recording/recorder.ts'
import { openVault } from '#voice/recording/vault.ts'
import { call } from '../harness/call.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
let agent: TeamClient
const dir = mkdtempSync(join(tmpdir(), 'yinghe-recordings-'))

before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: dir })
  ;[chief, agent] = await Promise.all([signIn(server.url, 'admin'), signIn(server.url, 'lina')])
  const { session } = await readSecrets(server.database.db, { identity: '' })
  const recorder = openRecorder(
    {
      ...{ database: server.database, log: openLog('silent'), dir: join(dir, 'recordings') },
      ...{ vault: openVault(session), retentionDays: () => 60 },
    },
    { id: 'call-1', conversationId: null, customerId: 'c-lin' },
  )
  recorder.noticed()
  for (let i = 0; i < 100; i++) recorder.caller(new Int16Array(320).fill(4000))
  recorder.line({ side: 'caller', from: 100, to: 900, text: '快递一直没有到', seq: 1 })
  await recorder.end()
})
after(async () => {
  await server?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const audio = (who: TeamClient, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/recordings/call-1/audio`, { headers: { ...who.headers, ...headers } })

test('a supervisor finds a call by what was said in it; an agent may not', async () => {
  const { items } = await chief.http<{ items: RecordingSummary[] }>('/api/recordings?text=快递')
  assert.deepEqual(
    items.map(({ callId, found }) => [callId, found?.from]),
    [['call-1', 100]],
  )
  assert.equal((await chief.http<{ items: [] }>('/api/recordings?text=没有人说过')).items.length, 0)
  const detail = await chief.http<RecordingDetail>('/api/recordings/call-1')
  assert.equal(detail.durationMs, 2000)
  assert.equal(detail.waveform.caller.length, 10)
  for (const path of ['', '/call-1', '/call-1/audio'])
    assert.equal((await call(server.url, `/api/recordings${path}`, { headers: agent.headers })).status, 403)
})

test('sound comes whole and in parts, and each listening is on record once', async () => {
  const whole = await audio(chief)
  assert.equal(whole.status, 200)
  assert.equal(whole.headers.get('accept-ranges'), 'bytes')
  const bytes = Buffer.from(await whole.arrayBuffer())
  assert.equal(bytes.length, 44 + 128_000)
  const part = await audio(chief, { range: 'bytes=1000-1999' })
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), 'bytes 1000-1999/128044')
  assert.ok(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1000, 2000)))
  const outside = await audio(chief, { range: 'bytes=999999-' })
  assert.equal(outside.status, 416)
  const { items } = await chief.http<{ items: { target: string; actor: string }[] }>(
    '/api/audit?action=recording.listened',
  )
  assert.deepEqual(
    items.map(({ target }) => target),
    ['call-1'],
  )
})

test('how calls are kept is a setting on record; a removed recording cannot be heard any more', async () => {
  const before = await chief.http<RecordingSettings>('/api/recording-settings')
  assert.equal(before.emotion, false, 'nobody is measured until somebody decides for it')
  await chief.http('/api/recording-settings', { method: 'PUT', body: { ...before, retentionDays: 90 } })
  assert.equal((await chief.http<RecordingSettings>('/api/recording-settings')).retentionDays, 90)
  const short = { ...before, retentionDays: 3 }
  const refused = await call(server.url, '/api/recording-settings', {
    method: 'PUT',
    body: short,
    headers: chief.headers,
  })
  assert.equal(refused.status, 400)
  assert.equal(
    (await call(server.url, '/api/recordings/call-1', { method: 'DELETE', headers: agent.headers })).status,
    403,
  )
  await chief.http('/api/recordings/call-1', { method: 'DELETE' })
  const gone = await audio(chief)
  assert.equal(gone.status, 410)
  assert.match(await gone.text(), /recording_gone/)
})
