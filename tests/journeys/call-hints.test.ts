import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { silence } from '#engines/testing.ts'
import type { Call } from '#voice/contract.ts'
import { says } from '#voice/wording.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { newStorage, type Storage } from '../harness/storage.ts'
import { isMute, spoken } from '../harness/synthetic-voice.ts'
import { signIn } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openBrowser, openWindow } from './browser.ts'
import { deskOn, signInAtConsole } from './console-page.ts'
import { openBrowserWithMicrophone, wav } from './microphone.ts'
import { shootLooks } from './shots.ts'
import { consoleWords, widgetWords } from './words.ts'

const SOON = 60_000
const skip = isMute()
const words = consoleWords.zh.phone
const chat = widgetWords.zh

let storage: Storage
let server: TestServer
/** Of the agent, who speaks and speaks; and of a customer without a microphone. */
let speaking: Browser
let dumb: Browser
before(async () => {
  if (skip) return
  storage = await newStorage('embedded')
  server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  const said = await spoken('您好，我来帮您查一下这张订单，请您稍等一会儿')
  const microphone = join(storage.env.DATA_DIR, 'microphone.wav')
  writeFileSync(microphone, wav([...said, ...silence(1000)]))
  speaking = await openBrowserWithMicrophone(microphone)
  dumb = await openBrowser(['--autoplay-policy=no-user-gesture-required'])
})
after(async () => {
  await speaking?.close()
  await dumb?.close()
  await server?.stop()
  await storage?.remove()
})

test('who speaks while muted is told; who can only press keys is told which, also when he is asked how it was', {
  skip,
}, async () => {
  const agent = await openWindow(speaking)
  const desk = agent.page
  await signInAtConsole(desk, `${server.url}/console`, 'lina')
  await desk.goto(`${server.url}/console/desk`)
  await deskOn(desk, '').goOnline()
  await desk.getByRole('button', { name: `${words.phone}: ${words.standing.off}` }).click()
  await desk.getByRole('button', { name: words.turnOn }).click()
  await desk.getByRole('button', { name: `${words.phone}: ${words.standing.ready}` }).waitFor()

  const caller = await openWindow(dumb, { width: 390, height: 780 })
  await caller.page.goto(`${server.url}/widget/app/`)
  await caller.page.getByRole('button', { name: chat.call }).click()
  const panel = caller.page.getByRole('dialog', { name: chat.call })
  const key = (name: string) => panel.getByRole('button', { name, exact: true }).click()
  await panel.getByText(chat.callMicAbsent).or(panel.getByText(chat.callKeysOnly)).waitFor({ timeout: SOON })
  await panel.getByRole('status').getByText(chat.callPress).waitFor({ timeout: SOON })
  await shootLooks(caller.page, 'call-keys')
  await key('0')
  await desk.getByRole('alertdialog', { name: words.ringing }).waitFor({ timeout: SOON })
  await desk.keyboard.press('Alt+a')
  const bar = desk.getByRole('region', { name: words.call, exact: true })
  await bar.getByText(words.stage.agent).waitFor({ timeout: SOON })
  await desk.keyboard.press('Alt+m')
  await desk.getByText(words.trouble.unheard).waitFor({ timeout: SOON })
  await shootLooks(desk, 'phone-muted-speaking')
  await desk.keyboard.press('Alt+m')
  await desk.getByText(words.trouble.unheard).waitFor({ state: 'detached' })
  await desk.keyboard.press('Alt+x')

  await panel.getByText(chat.callRateKeys).waitFor({ timeout: SOON })
  await panel.getByRole('status').getByText(chat.callRating).waitFor({ timeout: SOON })
  assert.equal(await panel.getByText(chat.callKeysOnly).count(), 0)
  await panel.getByText(says('rating-keys', 'zh')).waitFor()
  await shootLooks(caller.page, 'call-rating')
  await key('4')
  await panel.getByText(chat.callEnded).waitFor({ timeout: SOON })
  const chief = await signIn(server.url, 'fang')
  const [call] = (await chief.http<{ items: Call[] }>('/api/calls?limit=1')).items
  assert.equal(call!.ears, 'keys')
  const rated = async () =>
    (await chief.http<{ conversation: { rating: number | null } }>(`/api/conversations/${call!.conversationId}`))
      .conversation.rating
  await waitFor(async () => (await rated()) === 4, 'his rating', SOON)
  assert.deepEqual([...agent.problems, ...caller.problems], [])
})
