import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import type { Standing, VerificationView } from '#verification/contract.ts'
import type { LinkPage, ListedLink, MadeLink } from '#verification/links/contract.ts'
import type { Call } from '#voice/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { ask } from '../harness/call.ts'
import { startInProcess } from '../harness/in-process.ts'
import { dialByBrowser, hears, humOf } from '../harness/people-in-calls.ts'
import { openPhone } from '../harness/phone-client.ts'
import { KIND } from '../harness/storage.ts'
import { addColleague, signIn, type TeamClient } from '../harness/team-client.ts'
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

const used = new Set<string>()

/** What the page behind a link does with a picture; the status of the answer. */
async function giveFile(token: string, name: string): Promise<number> {
  const form = new FormData()
  form.append('token', token)
  form.append('file', new Blob([PNG]), name)
  return (await fetch(`${server.url}/api/link/file`, { method: 'POST', body: form })).status
}
const tokenOf = (link: string) => link.split('#')[1]!
const currentCall = async () => (await chief.http<{ items: Call[] }>('/api/calls?limit=1')).items[0]!

test('a caller whose goods came damaged gets a link by text message, uploads a photograph while the call goes on, and the bot goes on with it', async (t) => {
  const line = await dialByBrowser(server.url, 'c-lin', null)
  t.after(() => line.close())
  await line.say('扫地机器人收到时外壳就裂了，我要退货退款')
  await line.heard(/上传照片的链接已经发到您的手机/, SOON)
  const text = await waitFor(() => sms.texts.find(({ template }) => template === 'SMS_2'), 'the text message', SOON)
  used.add(text.values.link!)
  assert.ok(!line.captions('us').join().includes(text.values.link!), 'nobody spells an address out')
  const token = tokenOf(text.values.link!)
  const page = await ask<LinkPage>(server.url, '/api/link', { body: { token } })
  assert.deepEqual([page.purpose, page.note], ['upload', 'HM10001001'])
  await line.heard(/请核对/, SOON)

  const before = line.captions('us').length
  assert.equal(await giveFile(token, 'crack.png'), 200)
  const told = () => line.captions('us').slice(before).join()
  await waitFor(() => /图片收到了/.test(told()), 'he hears of it in the call', SOON)
  await line.say('确认提交')
  await line.heard(/退款单号/, SOON)

  const call = await currentCall()
  assert.equal(call.endedAt, null, 'it is the same call')
  assert.ok(await hasSent(call, 'image'))
})

async function hasSent({ conversationId }: Call, kind: string): Promise<boolean> {
  const { items } = await chief.http<{ items: Message[] }>(`/api/conversations/${conversationId}/messages`)
  return items.some(({ author, parts }) => author.kind === 'customer' && parts.some((part) => part.kind === kind))
}

test('a caller who lost his card signs on his phone while the call goes on, and goes on where he was', async (t) => {
  await chief.http('/api/packs/finance/install', { method: 'POST' })
  const training = async () => (await chief.http<{ training: boolean }>('/api/packs')).training
  await waitFor(async () => !(await training()), 'the pack is learnt', 5 * SOON)
  const line = await dialByBrowser(server.url, 'c-zhao', null)
  t.after(() => line.close())
  await line.say('我的信用卡丢了，赶紧挂失')
  await line.heard(/哪张卡/, SOON)
  await line.say('尾号8007')
  await line.heard(/签名链接已经发到您的手机/, SOON)
  await line.heard(/8007.*挂失/, SOON)
  const isSign = ({ template, values }: SmsTwin['texts'][number]) => template === 'SMS_2' && !used.has(values.link!)
  const text = await waitFor(() => sms.texts.find(isSign), 'the text message', SOON)
  const token = tokenOf(text.values.link!)
  const page = await ask<LinkPage>(server.url, '/api/link', { body: { token } })
  assert.equal(page.purpose, 'sign')
  assert.match(page.note, /8007/)
  const before = line.captions('us').length
  assert.equal(await giveFile(token, 'signature.png'), 200)
  const told = () => line.captions('us').slice(before).join()
  await waitFor(() => /图片收到了/.test(told()), 'he hears of it in the call', SOON)
  await line.say('确认')
  await line.heard(/已挂失，受理单号/, SOON)
  const call = await currentCall()
  assert.equal(call.endedAt, null, 'it is the same call')
  assert.ok(await hasSent(call, 'image'))
  assert.equal(await giveFile(token, 'signature.png'), 410, 'he signs once')
})

test('a customer whom an agent talks with proves who he is by a link while both go on talking', async (t) => {
  const annAt = await addColleague(server.url, chief, 'ann', 'agent')
  await annAt.http('/api/desk/presence', { method: 'PUT', body: { status: 'online' } })
  // Her desk is open: who is silent for a minute is taken for gone.
  await annAt.join()
  const ann = await openPhone(server.url, annAt)
  t.after(() => ann.close())
  const line = await dialByBrowser(server.url, 'c-xu')
  t.after(() => line.close())
  const { ringing } = await ann.until('it rings', ({ status }) => status === 'ringing', SOON)
  assert.equal(await ann.command({ type: 'answer', callId: ringing[0]!.callId }), null)
  ann.speak(humOf('ann'))
  await hears(ann.sound, 'customer')
  const path = `/api/conversations/${ringing[0]!.conversationId}`
  const made = await annAt.http<MadeLink>(`${path}/links`, { body: { purpose: 'verify', way: 'sms', note: '' } })
  assert.equal(made.sent, true)
  const text = await waitFor(() => sms.texts.find(({ values }) => values.link === made.url), 'the link', SOON)
  const token = tokenOf(text.values.link!)
  const sent = await ask<Standing>(server.url, '/api/link/code', { body: { token } })
  assert.equal(sent.state, 'sent')
  const { values } = await waitFor(() => sms.texts.find(({ template }) => template === 'SMS_1'), 'the code', SOON)
  const answer = (code: string) => ask<Standing>(server.url, '/api/link/answer', { body: { token, answer: code } })
  assert.equal((await answer('000000')).state, 'wrong')
  assert.equal((await answer(values.code!)).state, 'proven')
  const { proof } = await annAt.http<VerificationView>(`${path}/verification`)
  assert.deepEqual([proof?.customerName, proof?.method], ['许一诺', 'sms'])
  const { items } = await annAt.http<{ items: ListedLink[] }>(`${path}/links`)
  assert.deepEqual(
    items.map(({ purpose, state }) => [purpose, state]),
    [['verify', 'used']],
  )
  line.sound.splice(0)
  await hears(line.sound, 'ann')
  await hears(ann.sound, 'customer')
})
