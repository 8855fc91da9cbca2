import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Conversation, Message } from '#conversations/contract.ts'
import { openPocketsphinx } from '#engines/asr/pocketsphinx/open-pocketsphinx.ts'
import { gathered, silence, speechData } from '#engines/testing.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'
import type { Call, CallTurn, LiveCall } from '#voice/contract.ts'
import type { MenuVersion } from '#voice/menu/contract.ts'
import type { CaptureState, RecordingDetail, RecordingSettings } from '#voice/recording/contract.ts'
import { ask, call } from '../harness/call.ts'
import { identityToken } from '../harness/identity.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { callByBrowser } from '../harness/voice-client.ts'
import { waitFor } from '../harness/wait-for.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let fang: TeamClient
/** Where the recogniser of phrases finds its models, when there are some. */
const folder = mkdtempSync(join(tmpdir(), 'yinghe-call-'))
before(async () => {
  if (speechData) {
    mkdirSync(join(folder, 'models'))
    symlinkSync(join(speechData, 'pocketsphinx-models'), join(folder, 'models', 'pocketsphinx'))
  }
  server = await startInProcess(KIND, { DATA_DIR: folder })
  fang = await signIn(server.url, 'fang')
})
after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const tokenOf = async (customer: string) =>
  (
    await ask<{ token: string }>(server.url, '/api/widget/session', {
      body: { identityToken: await identityToken(customer), locale: 'zh' },
    })
  ).token

/** A browser that hears by itself and is spoken to by the server's voice, as one without a microphone for us to judge. */
async function dial(customer: string) {
  const line = await callByBrowser(server.url, {
    ...{ token: await tokenOf(customer), locale: 'zh', hears: true, speaks: false },
  })
  const say = async (text: string) => {
    line.send({ type: 'voice', on: true })
    await new Promise((done) => setTimeout(done, 400))
    line.send({ type: 'text', text, final: true })
    line.send({ type: 'voice', on: false })
  }
  return { ...line, say }
}
const SOON = 30_000

const latestCall = async (live = false): Promise<Call> => {
  const { items } = await fang.http<{ items: Call[] }>(`/api/calls?limit=1${live ? '&live=true' : ''}`)
  assert.ok(items[0])
  return items[0]
}

test('a customer calls from his browser, is understood as in a chat, and the call is kept with its figures', async () => {
  const line = await dial('c-lin')
  await line.heard(/您好，我是/, SOON)
  await line.phase('listening', SOON)
  await line.say('我的订单到哪里了')
  await line.heard(/哪个包裹|HM1000/, SOON)
  await line.phase('speaking', SOON)
  const before = line.sound.length
  await waitFor(() => line.sound.length > before, 'the answer is heard', SOON)
  const call = await latestCall(true)
  assert.deepEqual(
    [call.transport, call.channel, call.customerName, call.endedAt],
    ['browser', 'voice', '林婉清', null],
  )
  line.send({ type: 'hang-up' })
  await waitFor(async () => (await latestCall()).endedAt !== null, 'the call is ended', SOON)
  const { call: ended, turns } = await fang.http<{ call: Call; turns: CallTurn[] }>(`/api/calls/${call.id}`)
  assert.equal(ended.endedWhy, 'caller-hung-up')
  assert.equal(turns.length, 1)
  assert.ok(turns[0]!.totalMs !== null && turns[0]!.answerMs !== null, JSON.stringify(turns))
  const { items } = await fang.http<{ items: Message[] }>(`/api/conversations/${ended.conversationId}/messages`)
  assert.equal(items[0]!.author.kind, 'customer')
  const { conversation } = await fang.http<{ conversation: { status: string; channel: string } }>(
    `/api/conversations/${ended.conversationId}`,
  )
  assert.deepEqual([conversation.status, conversation.channel], ['closed', 'voice'])
  line.close()
})

test('a caller from a page hears the menu too where it is set so, gets somebody senior, who pauses the recording', async () => {
  const admin = await signIn(server.url, 'admin')
  const { version, menu } = await admin.http<MenuVersion>('/api/voice-menu')
  const web = (on: boolean, base: number) =>
    admin.http('/api/voice-menu', { method: 'PUT', body: { base, menu: { ...menu, web: on } } })
  await web(true, version)
  const settings = await admin.http<RecordingSettings>('/api/recording-settings')
  const notice = { zh: '录音。', en: 'Recorded.' }
  await admin.http('/api/recording-settings', { method: 'PUT', body: { ...settings, notice } })
  const line = await dial('c-wang')
  await line.heard(/资深客服/, SOON)
  const waiting = await waitFor(
    async () => {
      const { items } = await fang.http<{ items: Conversation[] }>('/api/conversations?status=queued')
      return items.find(({ customerId, channel }) => customerId === 'c-wang' && channel === 'voice')
    },
    'he waits for a person',
    SOON,
  )
  assert.equal(waiting.handOver?.senior, true)
  await fang.http(`/api/conversations/${waiting.id}/accept`, { body: { userId: fang.user.id } })
  const live = (wanted: (state: CaptureState) => boolean) =>
    waitFor(
      async () => {
        const { live } = await fang.http<{ live: LiveCall | null }>(`/api/conversations/${waiting.id}/call`)
        return live && wanted(live.recording) && live.call
      },
      'the state of the recording',
      SOON,
    )
  const { id } = await live(({ on, paused }) => on && paused === null)
  const agent = await signIn(server.url, 'lina')
  const refused = await call(server.url, `/api/calls/${id}/recording`, {
    body: { paused: true },
    headers: agent.headers,
  })
  assert.equal(refused.status, 404)
  await fang.http(`/api/calls/${id}/recording`, { body: { paused: true } })
  await live(({ paused }) => paused === 'asked')
  await line.play(silence(500))
  await fang.http(`/api/calls/${id}/recording`, { body: { paused: false } })
  await live(({ paused }) => paused === null)
  line.send({ type: 'hang-up' })
  const { gaps } = await waitFor(
    async () => {
      const detail = await fang.http<RecordingDetail>(`/api/recordings/${id}`)
      return detail.status === 'kept' && detail
    },
    'the recording is kept',
    SOON,
  )
  assert.ok(
    gaps.some(({ why }) => why === 'asked'),
    JSON.stringify(gaps),
  )
  const audited = await admin.http<{ items: { action: string; target: string }[] }>('/api/audit?limit=20')
  const deeds = audited.items.filter(({ target }) => target === id).map(({ action }) => action)
  assert.deepEqual(deeds, ['recording.resumed', 'recording.paused'])
  await fang.http(`/api/conversations/${waiting.id}/close`, { body: { reason: 'solved' } })
  await web(false, version + 1)
  line.close()
})

test('who is interrupted stops at once, and what was not heard is marked in the conversation', async () => {
  const line = await dial('c-wang')
  await line.heard(/您好，我是/, SOON)
  await line.say('怎么退货')
  await waitFor(() => line.captions('us').length > 1, 'an answer', SOON)
  const before = line.sound.length
  await waitFor(() => line.sound.length > before + 40, 'the answer is heard', SOON)
  const frames = line.frames.length
  await line.say('我要转人工')
  await waitFor(() => line.frames.slice(frames).some(({ type }) => type === 'clear'), 'the voice is stopped', SOON)
  const call = await waitFor(
    async () => {
      const found = await latestCall(true)
      return found.conversationId !== null && found
    },
    'the call has a conversation',
    SOON,
  )
  const cut = await waitFor(
    async () => {
      const { items } = await fang.http<{ items: Message[] }>(`/api/conversations/${call.conversationId}/messages`)
      return items.find(({ changed }) => changed?.what === 'cut')
    },
    'the message is marked',
    SOON,
  )
  const whole = JSON.stringify(cut.parts).length
  assert.ok(cut.changed!.heard!.length > 0 && cut.changed!.heard!.length < whole, cut.changed!.heard)
  await line.phase('transferring', SOON)
  line.close()
})

/** Why nobody here can speak and be understood by sound alone; false when somebody can. */
const mute =
  (speechData === null && 'there are no models of speech') ||
  (openPocketsphinx(join(speechData!, 'pocketsphinx-models')).lacking() && 'pocketsphinx is not installed') ||
  (openEspeak().lacking() !== null && 'espeak-ng is not installed')

test('sound alone: who speaks over our greeting stops it, is understood and answered', { skip: mute }, async () => {
  const voice = openEspeak()
  const how = { language: 'zh' as const, voice: '', speed: 0.9, signal: new AbortController().signal }
  const speech = await gathered(voice.speak('查物流', how))
  await voice.close()
  const line = await callByBrowser(server.url, {
    token: await tokenOf('c-lin'),
    locale: 'zh',
    hears: false,
    speaks: false,
  })
  await waitFor(() => line.sound.length > 20, 'the greeting is heard', SOON)
  // The recogniser may need to be woken by the first call of the day; whoever is not understood says it again.
  for (let n = 0; n < 3 && !line.captions('customer').includes('查物流'); n++)
    await line.play([...silence(500), ...speech, ...silence(4000)])
  assert.ok(line.captions('customer').includes('查物流'), JSON.stringify(line.frames))
  assert.ok(
    line.frames.some(({ type }) => type === 'clear'),
    'the greeting was stopped',
  )
  const greeted = line.captions('us').findIndex((text) => /您好，我是/.test(text))
  await waitFor(() => line.captions('us').length > greeted + 1, 'an answer', SOON)
  assert.equal((await latestCall(true)).ears, 'pocketsphinx')
  line.close()
})

test('keys do what words do: 0 asks for a person', async () => {
  const line = await dial('c-chen')
  await line.heard(/您好，我是/, SOON)
  line.send({ type: 'key', key: '0' })
  await line.heard(/转接人工/, SOON)
  line.close()
})

test('a caller without a valid token, and noise instead of a protocol, are turned away', async () => {
  const line = await callByBrowser(server.url, { token: 'x', locale: 'zh', hears: false, speaks: false })
  await waitFor(() => line.closed() !== null, 'it is closed', SOON)
  assert.equal(line.closed(), 4401)
  const noisy = await callByBrowser(server.url, {
    token: await tokenOf('c-lin'),
    locale: 'zh',
    hears: false,
    speaks: false,
  })
  await waitFor(() => noisy.frames.some(({ type }) => type === 'answered'), 'it is answered', SOON)
  noisy.sendRaw(Buffer.alloc(641))
  await waitFor(() => noisy.closed() !== null, 'it is closed', SOON)
  assert.equal(noisy.closed(), 4400)
})
