import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { Message } from '#conversations/contract.ts'
import { openPocketsphinx } from '#engines/asr/pocketsphinx/open-pocketsphinx.ts'
import { silence, speechData } from '#engines/testing.ts'
import type { Call, CallTurn } from '#voice/contract.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { newStorage, type Storage } from '../harness/storage.ts'
import { isMute, spoken } from '../harness/synthetic-voice.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openWindow } from './browser.ts'
import { openBrowserWithMicrophone, wav } from './microphone.ts'
import { shoot } from './shots.ts'

const lacking =
  (speechData === null && 'no speech models: there is no YINGHE_DATA') ||
  isMute() ||
  (openPocketsphinx(join(speechData!, 'pocketsphinx-models')).lacking() && 'pocketsphinx is not installed')
const skip = lacking || false
const SOON = 60_000

let storage: Storage
let server: TestServer
let browser: Browser
let fang: TeamClient
before(async () => {
  if (skip) return
  storage = await newStorage('embedded')
  mkdirSync(join(storage.env.DATA_DIR, 'models'))
  symlinkSync(join(speechData!, 'pocketsphinx-models'), join(storage.env.DATA_DIR, 'models', 'pocketsphinx'))
  server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  fang = await signIn(server.url, 'fang')
  // It is played again and again: whoever is not understood says it once more.
  const microphone = join(storage.env.DATA_DIR, 'microphone.wav')
  writeFileSync(microphone, wav([...silence(5000), ...(await spoken('查物流', 0.7)), ...silence(7000)]))
  browser = await openBrowserWithMicrophone(microphone)
})
after(async () => {
  await browser?.close()
  await server?.stop()
  await storage?.remove()
})

const about = ({ id }: Call) => fang.http<{ call: Call; turns: CallTurn[] }>(`/api/calls/${id}`)

test('a customer calls from the chat, speaks into his microphone over our greeting, is understood and answered', {
  skip,
}, async () => {
  const { page, context, problems } = await openWindow(browser, { width: 390, height: 780 })
  await page.goto(`${server.url}/widget/app/`)
  await page.getByRole('button', { name: '语音通话' }).click()
  const panel = page.getByRole('dialog', { name: '语音通话' })
  const captions = panel.getByRole('list', { name: '通话字幕' })
  await captions.getByText(/您好，我是/).waitFor({ timeout: SOON })
  await shoot(page, 'call-speaking')
  const own = captions.locator('.customer:not(.passing)').first()
  await own.waitFor({ timeout: SOON })
  assert.match((await own.textContent()) ?? '', /查物流/)
  await waitFor(async () => (await captions.locator('.us').count()) > 1, 'we answer', SOON)
  const { items } = await fang.http<{ items: Call[] }>('/api/calls?limit=1')
  const [call] = items
  assert.deepEqual([call?.ears, call?.voice, call?.channel], ['pocketsphinx', 'espeak', 'voice'])
  const messages = await waitFor(
    async () => {
      const found = (await fang.http<{ items: Call[] }>('/api/calls?limit=1')).items[0]
      if (!found?.conversationId) return false
      return (await fang.http<{ items: Message[] }>(`/api/conversations/${found.conversationId}/messages`)).items
    },
    'the conversation',
    SOON,
  )
  assert.deepEqual(messages[0]!.parts, [{ kind: 'text', text: '查物流' }])
  await waitFor(async () => (await about(call!)).turns.length > 0, 'the answer was sent', SOON)
  await panel.getByRole('button', { name: '按键' }).click()
  await shoot(page, 'call-answered')
  await panel.getByRole('button', { name: '挂断' }).click()
  await panel.getByText('通话已结束').waitFor()
  const ended = await waitFor(
    async () => {
      const detail = await about(call!)
      return detail.call.endedAt !== null && detail
    },
    'the call is ended',
    SOON,
  )
  assert.ok(ended.call.interruptions >= 1, 'he spoke over our greeting')
  assert.equal(ended.turns[0]!.engine, 'pocketsphinx')
  assert.ok(ended.call.quality!.received > 200, JSON.stringify(ended.call.quality))
  await panel.getByRole('button', { name: '返回文字咨询' }).click()
  await page.getByRole('button', { name: '语音通话' }).waitFor()
  assert.deepEqual(problems, [])
  await context.close()
})
