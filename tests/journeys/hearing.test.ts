import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Message } from '#conversations/contract.ts'
import { framesOf, silence, speechData } from '#engines/testing.ts'
import type { Call } from '#voice/contract.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { newStorage, type Storage } from '../harness/storage.ts'
import { signIn } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openWindow } from './browser.ts'
import { openBrowserWithMicrophone, wav } from './microphone.ts'
import { shoot } from './shots.ts'
import { widgetWords } from './words.ts'

const skip = speechData === null && 'no recordings: there is no YINGHE_DATA'
const SOON = 60_000
const UNDERSTOOD = '帮我查一下物流'

let storage: Storage
let server: TestServer
let browser: Browser
before(async () => {
  if (skip) return
  storage = await newStorage('embedded')
  server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  // Somebody speaks Mandarin for five seconds and is silent for as long, again and again.
  const microphone = join(storage.env.DATA_DIR, 'microphone.wav')
  const spoken = framesOf(join(speechData!, 'recordings/funasr_asr_example.wav'))
  writeFileSync(microphone, wav([...silence(4000), ...spoken, ...silence(6000)]))
  browser = await openBrowserWithMicrophone(microphone)
})
after(async () => {
  await browser?.close()
  await server?.stop()
  await storage?.remove()
})

/** A recogniser of the browser that never tells when somebody speaks and says what it understood only once it is stopped. */
const giveRecogniser = (page: Page) =>
  page.addInitScript((text) => {
    class Recogniser {
      onresult: ((event: object) => void) | null = null
      onend: (() => void) | null = null
      start() {}
      stop() {
        this.onresult?.({ resultIndex: 0, results: [Object.assign([{ transcript: text }], { isFinal: true })] })
        this.onend?.()
      }
      abort() {
        this.onend?.()
      }
    }
    Object.assign(window, { SpeechRecognition: Recogniser, webkitSpeechRecognition: Recogniser })
  }, UNDERSTOOD)

async function callFrom(page: Page) {
  const sent: { type: string; on?: boolean }[] = []
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/api/voice/browser')) return
    socket.on('framesent', ({ payload }) => void (typeof payload === 'string' && sent.push(JSON.parse(payload))))
  })
  await page.goto(`${server.url}/widget/app/`)
  await page.getByRole('button', { name: widgetWords.zh.call }).click()
  const panel = page.getByRole('dialog', { name: widgetWords.zh.call })
  await panel.getByText(/您好，我是/).waitFor({ timeout: SOON })
  return { sent, panel }
}

test('the browser hears for itself when a customer speaks and when he has finished: his recogniser is asked at once, his own line moves, and a muted one is told', {
  skip,
}, async () => {
  const { page, context, problems } = await openWindow(browser, { width: 390, height: 780 })
  const fetched: string[] = []
  page.on('request', (request) => void fetched.push(request.url()))
  await giveRecogniser(page)
  const { sent, panel } = await callFrom(page)
  const own = panel.locator('.customer')
  await own.filter({ hasText: '…' }).first().waitFor({ timeout: SOON })
  await shoot(page, 'hearing-speaks')
  await own.filter({ hasText: UNDERSTOOD }).first().waitFor({ timeout: SOON })
  const told = sent
    .filter(({ type }) => type === 'voice' || type === 'text')
    .map(({ type, on }) => `${type} ${on ?? ''}`)
  assert.deepEqual(told.slice(0, 3), ['voice true', 'voice false', 'text '])

  const fang = await signIn(server.url, 'fang')
  await waitFor(
    async () => {
      const [call] = (await fang.http<{ items: Call[] }>('/api/calls?limit=1')).items
      if (!call?.conversationId) return false
      const { items } = await fang.http<{ items: Message[] }>(`/api/conversations/${call.conversationId}/messages`)
      return JSON.stringify(items[0]?.parts).includes(UNDERSTOOD)
    },
    'what he said is in the conversation',
    SOON,
  )
  await panel.getByRole('button', { name: widgetWords.zh.callMute }).click()
  await panel.getByText(widgetWords.zh.callMutedSpeaking).waitFor({ timeout: SOON })
  await shoot(page, 'hearing-muted')
  const house = new URL(server.url).host
  assert.deepEqual(
    fetched.filter((url) => /^https?:/.test(url) && new URL(url).host !== house),
    [],
    'model and runtime come from the house',
  )
  assert.ok(fetched.some((url) => url.endsWith('/hearing/silero_vad_v5.onnx')))
  assert.deepEqual(problems, [])
  await context.close()
})

test('where the detector cannot be had a call goes on without it, and nothing is fetched before one begins', {
  skip,
}, async () => {
  const { page, context } = await openWindow(browser, { width: 390, height: 780 })
  const asked: string[] = []
  await page.route('**/hearing/**', (route) => {
    asked.push(route.request().url())
    return route.abort()
  })
  await page.goto(`${server.url}/widget/app/`)
  await page.getByRole('button', { name: widgetWords.zh.call }).waitFor()
  assert.deepEqual(asked, [])
  const { panel } = await callFrom(page)
  await waitFor(() => asked.length > 0, 'it was tried')
  const zero = panel.getByRole('button', { name: '0', exact: true })
  if (!(await zero.isVisible())) await panel.getByRole('button', { name: widgetWords.zh.callKeypad }).click()
  await zero.click()
  await panel
    .getByRole('status')
    .getByText(/转接人工/)
    .waitFor({ timeout: SOON })
  await context.close()
})
