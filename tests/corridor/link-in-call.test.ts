import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import type { LinkPage } from '#verification/links/contract.ts'
import type { Call } from '#voice/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { ask } from '../harness/call.ts'
import { startInProcess } from '../harness/in-process.ts'
import { dialByBrowser } from '../harness/people-in-calls.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openSmsTwin, SMS_KEYS, type SmsTwin } from '../twins/aliyun-sms.ts'

const SOON = 60_000
const folder = mkdtempSync(join(tmpdir(), 'yinghe-link-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
let sms: SmsTwin
before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: folder })
  chief = await signIn(server.url, 'admin')
  sms = await openSmsTwin()
  const recording = await chief.http<RecordingSettings>('/api/recording-settings')
  await chief.http('/api/recording-settings', { method: 'PUT', body: { ...recording, on: false } })
  const templates = { signName: '禾木', codeTemplate: 'SMS_1', linkTemplate: 'SMS_2' }
  await chief.http('/api/verification/sms', {
    method: 'PUT',
    body: { on: true, ...SMS_KEYS, ...templates, url: sms.url },
  })
})
after(async () => {
  await server?.stop()
  await sms?.close()
  rmSync(folder, { recursive: true, force: true })
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a caller whose goods came damaged gets a link by text message, uploads a photograph while the call goes on, and the bot goes on with it', async (t) => {
  const line = await dialByBrowser(server.url, 'c-lin', null)
  t.after(() => line.close())
  await line.say('扫地机器人收到时外壳就裂了，我要退货退款')
  await line.heard(/上传照片的链接已经发到您的手机/, SOON)
  const text = await waitFor(() => sms.texts.find(({ template }) => template === 'SMS_2'), 'the text message', SOON)
  assert.ok(!line.captions('us').join().includes(text.values.link!), 'nobody spells an address out')
  const token = text.values.link!.split('#')[1]!
  const page = await ask<LinkPage>(server.url, '/api/link', { body: { token } })
  assert.deepEqual([page.purpose, page.note], ['upload', 'HM10001001'])
  await line.heard(/请核对/, SOON)

  const form = new FormData()
  form.append('token', token)
  form.append('file', new Blob([PNG]), 'crack.png')
  const before = line.captions('us').length
  assert.equal((await fetch(`${server.url}/api/link/file`, { method: 'POST', body: form })).status, 200)
  await waitFor(() => line.captions('us').length > before, 'he hears of it in the call', SOON)
  await line.say('确认提交')
  await line.heard(/退款单号/, SOON)

  const [call] = (await chief.http<{ items: Call[] }>('/api/calls?limit=1')).items
  assert.equal(call!.endedAt, null, 'it is the same call')
  const { items } = await chief.http<{ items: Message[] }>(`/api/conversations/${call!.conversationId}/messages`)
  const sent = items.flatMap(({ author, parts }) => (author.kind === 'customer' ? parts : []))
  assert.ok(
    sent.some(({ kind }) => kind === 'image'),
    JSON.stringify(sent),
  )
})
