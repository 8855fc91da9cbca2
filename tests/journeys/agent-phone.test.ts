import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import type { Message } from '#conversations/contract.ts'
import type { Call } from '#voice/contract.ts'
import type { RecordingDetail } from '#voice/recording/contract.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { newStorage, type Storage } from '../harness/storage.ts'
import { signIn } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openWindow } from './browser.ts'
import { deskOn, goTo, rail, signInAtConsole } from './console-page.ts'
import { openBrowserWithMicrophone } from './microphone.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords } from './words.ts'

const SOON = 60_000
const words = consoleWords.zh.phone

let storage: Storage
let server: TestServer
let browser: Browser
before(async () => {
  storage = await newStorage('embedded')
  server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  // The browser's own stand-in for a microphone: a beep each second.
  browser = await openBrowserWithMicrophone()
})
after(async () => {
  await browser?.close()
  await server?.stop()
  await storage?.remove()
})

/** Counts frames of sound that come to a page and are more than silence. */
function listenTo(page: Page, path: string) {
  const heard = { loud: 0, all: 0 }
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith(path)) return
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string' || payload.length !== 640) return
      heard.all += 1
      let loudest = 0
      for (let n = 0; n < payload.length; n += 2) loudest = Math.max(loudest, Math.abs(payload.readInt16LE(n)))
      if (loudest > 1500) heard.loud += 1
    })
  })
  return heard
}

test('a customer calls from the chat and asks for a person; an agent answers in his browser, holds, hangs up and winds up', async () => {
  const agent = await openWindow(browser)
  const desk = agent.page
  const atDesk = listenTo(desk, '/api/voice/phone')
  await signInAtConsole(desk, `${server.url}/console`, 'lina')
  await desk.goto(`${server.url}/console/desk`)
  await deskOn(desk, '').goOnline()
  await desk.getByRole('button', { name: `${words.phone}: ${words.standing.off}` }).click()
  await desk.getByRole('button', { name: words.turnOn }).click()
  await desk.getByRole('button', { name: `${words.phone}: ${words.standing.ready}` }).waitFor()

  const caller = await openWindow(browser, { width: 390, height: 780 })
  const atHome = listenTo(caller.page, '/api/voice/browser')
  await caller.page.goto(`${server.url}/widget/app/`)
  await caller.page.getByRole('button', { name: '语音通话' }).click()
  const panel = caller.page.getByRole('dialog', { name: '语音通话' })
  await panel
    .getByRole('list', { name: '通话字幕' })
    .getByText(/您好，我是/)
    .waitFor({ timeout: SOON })
  // Nobody is recorded who has not heard that he is.
  const reads = await signIn(server.url, 'fang')
  const recorded = async () => (await reads.http<{ items: unknown[] }>('/api/recordings?limit=1')).items.length > 0
  await waitFor(recorded, 'he has heard the notice', SOON)
  if (!(await panel.getByRole('button', { name: '0', exact: true }).isVisible()))
    await panel.getByRole('button', { name: '按键' }).click()
  await panel.getByRole('button', { name: '0', exact: true }).click()

  const rings = desk.getByRole('alertdialog', { name: words.ringing })
  await rings.getByText('需要人工客服').waitFor({ timeout: SOON })
  await shoot(desk, 'phone-rings')
  await desk.keyboard.press('Alt+a')
  const bar = desk.getByRole('region', { name: words.call, exact: true })
  await bar.getByText(words.stage.agent).waitFor({ timeout: SOON })
  const since = { home: atHome.loud, desk: atDesk.loud }
  await waitFor(() => atHome.loud > since.home + 10, 'the customer hears the agent', SOON)
  await waitFor(() => atDesk.loud > since.desk + 10, 'the agent hears the customer', SOON)
  const levels = bar.locator('[data-levels]')
  await waitFor(async () => Number(await levels.getAttribute('data-sent')) > 50, 'his microphone is on', SOON)
  await shootLooks(desk, 'phone-talks')
  await useKeys(desk)
  await onPhone(desk)
  await pauseRecording(desk)

  await desk.keyboard.press('Alt+h')
  await bar.getByText(words.stage.held).waitFor()
  // What was on its way is heard; then a stretch in which he would have beeped twice.
  const passes = async (frames: number) => {
    const from = atDesk.all
    await waitFor(() => atDesk.all > from + frames, 'sound goes on', SOON)
  }
  await passes(25)
  const before = atDesk.loud
  await passes(100)
  assert.equal(atDesk.loud, before, 'nobody hears the customer on hold')
  await shoot(desk, 'phone-held')
  await desk.keyboard.press('Alt+h')
  await bar.getByText(words.stage.agent).waitFor()

  const fang = await openWindow(browser)
  await signInAtConsole(fang.page, `${server.url}/console`, 'fang')
  await hearAtWall(fang.page, desk)
  await hearAtDesk(fang.page, desk)
  await rail(fang.page).getByRole('link', { name: consoleWords.zh.calls.title, exact: true }).click()
  await fang.page.getByRole('row', { name: /李娜/ }).getByRole('button', { name: words.monitor.listen }).click()
  const boss = fang.page.getByRole('region', { name: words.call, exact: true })
  await boss.getByText(words.stage.supervisor).waitFor({ timeout: SOON })
  await shootLooks(fang.page, 'phone-heard-from-the-list')
  await boss.getByRole('button', { name: words.monitor.takeOver }).click()
  await fang.page.getByRole('tooltip').getByRole('button', { name: words.monitor.takeOver }).click()
  await boss.getByText(words.stage.agent).waitFor({ timeout: SOON })
  await fang.page.waitForURL(/\/desk\/\w+/)
  const over = desk.getByRole('region', { name: words.afterCall, exact: true })
  await over.getByText(words.ended['taken-over']).waitFor()
  await shootLooks(desk, 'phone-over')
  await over.getByRole('button', { name: words.wrappedUp }).click()
  await desk.getByRole('button', { name: `${words.phone}: ${words.standing.ready}` }).waitFor()
  await fang.page.keyboard.press('Alt+x')
  await panel.getByText('通话已结束').waitFor({ timeout: SOON })

  const done = await audited(['call.listened', 'call.whispered', 'call.taken-over'])
  assert.deepEqual(done, [3, 2, 1], 'at the wall, at the desk and in the list of calls')
  const { items } = await reads.http<{ items: (Call & { agentName: string | null })[] }>('/api/calls?limit=1')
  const messages = await reads.http<{ items: Message[] }>(`/api/conversations/${items[0]!.conversationId}/messages`)
  assert.ok(messages.items.length > 0 && items[0]!.endedAt !== null)
  const { gaps } = await reads.http<RecordingDetail>(`/api/recordings/${items[0]!.id}`)
  assert.ok(
    gaps.some(({ why, from, to }) => why === 'asked' && to > from),
    'the pause he asked for',
  )
  assert.deepEqual([agent.problems, caller.problems, fang.problems], [[], [], []])
  for (const { context } of [agent, caller, fang]) await context.close()
})

/** Mutes himself for a moment, presses a key, and looks whom the call could go to. */
async function useKeys(desk: Page): Promise<void> {
  const bar = desk.getByRole('region', { name: words.call, exact: true })
  await bar.getByRole('button', { name: words.mute, exact: true }).click()
  await bar.getByRole('button', { name: words.unmute, exact: true }).click()
  await bar.getByRole('button', { name: words.mute, exact: true }).waitFor()
  await bar.getByRole('button', { name: words.keypad }).click()
  await desk.getByRole('button', { name: '5', exact: true }).click()
  await desk.getByRole('status', { name: words.keysPressed }).getByText('5', { exact: true }).waitFor()
  await shoot(desk, 'phone-keypad')
  await bar.getByRole('button', { name: words.keypad }).click()
  await bar.getByRole('button', { name: words.transfer, exact: true }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByText(words.target.to.number, { exact: true }).click()
  const done = dialog.getByRole('button', { name: words.transfer, exact: true })
  await dialog.getByRole('textbox', { name: words.target.number }).fill('外线')
  assert.ok(await done.isDisabled(), 'no number')
  await dialog.getByRole('textbox', { name: words.target.number }).fill('8001')
  await shootLooks(desk, 'phone-transfer')
  await done.click()
  // This house has no line to call out on.
  await desk.getByText(/没有转接成功：8001/).waitFor({ timeout: SOON })
  await bar.getByText(words.stage.agent).waitFor({ timeout: SOON })
}

/** On a screen of a phone the call takes two lines, and what they do not show is in the menu. */
async function onPhone(desk: Page): Promise<void> {
  const bar = desk.getByRole('region', { name: words.call, exact: true })
  const before = desk.viewportSize()!
  await desk.setViewportSize({ width: 390, height: 844 })
  await bar.getByRole('button', { name: words.more }).waitFor()
  const { height } = (await bar.boundingBox())!
  assert.ok(height <= 110, `${height} px`)
  await bar.getByRole('button', { name: words.more }).click()
  await desk.getByRole('menuitem', { name: words.invite }).click()
  await desk.getByRole('dialog').getByRole('button', { name: words.cancel }).click()
  await desk.getByRole('dialog').waitFor({ state: 'hidden' })
  await desk.setViewportSize(before)
  await bar.getByRole('button', { name: words.invite, exact: true }).waitFor()
}

/** What the customer says meanwhile is not kept; both presses are in the audit log. */
async function pauseRecording(desk: Page): Promise<void> {
  const bar = desk.getByRole('region', { name: words.call, exact: true })
  const { pause, resume } = words.recording
  await bar.getByRole('button', { name: pause, exact: true }).click()
  const paused = bar.getByRole('button', { name: resume, exact: true, pressed: true })
  await paused.waitFor({ timeout: SOON })
  await shootLooks(desk, 'phone-recording-paused')
  await paused.hover()
  await desk.getByRole('tooltip').getByText(words.recording.why.asked).waitFor()
  await paused.click()
  await bar.getByRole('button', { name: pause, exact: true, pressed: false }).waitFor({ timeout: SOON })
  assert.deepEqual(await audited(['recording.paused', 'recording.resumed']), [1, 1])
}

/** A supervisor sees on the wall who is on the line, hears the call there, and whispers, which the agent sees. */
async function hearAtWall(page: Page, desk: Page): Promise<void> {
  const atEar = listenTo(page, '/api/voice/phone')
  const { wall } = consoleWords.zh
  await goTo(page, wall.title)
  await page.getByRole('button', { name: new RegExp(wall.idle) }).click()
  const served = page.getByRole('dialog').getByRole('button').filter({ hasText: wall.onCall })
  await shootLooks(page, 'wall-agents-on-call')
  await served.click()
  const drawer = page.getByRole('dialog').filter({ hasText: words.line.on })
  await drawer.getByRole('button', { name: words.monitor.listen }).click()
  await drawer.getByRole('button', { name: words.monitor.stop }).waitFor({ timeout: SOON })
  await waitFor(() => atEar.loud > 5, 'the supervisor hears the call', SOON)
  await whisperIn(drawer, desk)
  await shootLooks(page, 'wall-whispers')
  await drawer.getByRole('button', { name: words.monitor.stop }).click()
  await drawer.getByRole('button', { name: words.monitor.listen }).waitFor({ timeout: SOON })
  assert.equal(
    await page.getByText(consoleWords.zh.shell.problem.network).count(),
    0,
    'the line closes once it answered',
  )
}

/** The same at the desk, from the conversation. */
async function hearAtDesk(page: Page, desk: Page): Promise<void> {
  await page.goto(desk.url())
  await page.getByRole('button', { name: words.monitor.listen }).click()
  const bar = page.getByRole('region', { name: words.call, exact: true })
  await bar.getByText(words.stage.supervisor).waitFor({ timeout: SOON })
  await whisperIn(bar, desk)
  await shootLooks(page, 'phone-whispers')
  await bar.getByRole('button', { name: words.monitor.stop }).click()
  await page.getByRole('button', { name: words.monitor.listen }).waitFor({ timeout: SOON })
}

async function whisperIn(bar: Locator, desk: Page): Promise<void> {
  const whispering = desk.getByRole('list', { name: words.parties }).getByText(words.party.supervisor)
  await whispering.waitFor({ state: 'hidden' })
  await bar.getByText(words.monitor.whisper, { exact: true }).click()
  await whispering.waitFor({ timeout: SOON })
}

/** How often each of these stands in the audit log. */
async function audited(actions: string[]): Promise<number[]> {
  const admin = await signIn(server.url, 'admin')
  return Promise.all(
    actions.map(async (action) => (await admin.http<{ items: unknown[] }>(`/api/audit?action=${action}`)).items.length),
  )
}
