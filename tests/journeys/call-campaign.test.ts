import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { AudioFrame } from '#engines/audio.ts'
import type { LinesView } from '#voice/lines/contract.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { openSip, type Sip } from '#voice/transports/sip/open-sip.ts'
import { noWarnings, playing, sipLine, sipOptions } from '../harness/answering-sip.ts'
import { freePort } from '../harness/free-port.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { isMute, spoken } from '../harness/synthetic-voice.ts'
import { signIn } from '../harness/team-client.ts'
import { openBrowser, openWindow } from './browser.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const words = consoleWords.zh.campaigns
const SOON = 90_000
const NAME = '安装回访'
const [ANSWERS, IS_BUSY, MACHINE, STOPS] = ['13800000001', '13800000002', '13800000003', '13800000004']
const CSV = `姓名,手机号\n王女士,${ANSWERS}\n李先生,${IS_BUSY}\n赵先生,${MACHINE}\n陈女士,${STOPS}\n`
const skip = isMute()
const folder = mkdtempSync(join(tmpdir(), 'yinghe-campaign-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let town: Sip
let browser: Browser
const rung: string[] = []
const stops: (() => void)[] = []

/** What the people of the town say when they are called. */
let hello: AudioFrame[]
let greeting: AudioFrame[]
const QUIET = new Int16Array(320)
const says = (session: MediaSession, frames: AudioFrame[]) =>
  stops.push(playing(session, [...frames, ...Array<AudioFrame>(6000).fill(QUIET)]))

/** Says hello, hears everything to its end, and then presses the key. */
function presses(key: '1' | '9') {
  return (session: MediaSession) => {
    says(session, hello)
    let [loud, quiet] = [0, 0]
    session.onAudio((frame) => {
      const isLoud = frame.some((sample) => Math.abs(sample) > 300)
      loud += Number(isLoud)
      quiet = isLoud ? 0 : quiet + 1
      if (loud > 200 && quiet === 60) session.sendKeys([key])
    })
  }
}
const TOWN: Record<string, (session: MediaSession) => void> = {
  [ANSWERS!]: presses('1'),
  [IS_BUSY!]: presses('1'),
  [MACHINE!]: (session) => says(session, greeting),
  [STOPS!]: presses('9'),
}

before(async () => {
  if (skip) return
  hello = await spoken('喂你好')
  greeting = await spoken('您好，您呼叫的用户暂时无法接听您的电话，请在提示音后留言，录音完成后挂机即可')
  server = await startInProcess(KIND, { DATA_DIR: folder })
  town = await openSip(
    sipOptions([sipLine()]),
    ({ to }) => {
      rung.push(to)
      const isBusy = to === IS_BUSY && rung.filter((one) => one === to).length === 1
      return isBusy ? { answer: false, why: 'busy' } : { answer: true, onSession: TOWN[to]! }
    },
    noWarnings,
  )
  const admin = await signIn(server.url, 'admin')
  const recording = await admin.http<object>('/api/recording-settings')
  await admin.http('/api/recording-settings', { method: 'PUT', body: { ...recording, on: false } })
  const { settings } = await admin.http<LinesView>('/api/telephone-lines')
  const lines = [sipLine({ id: 'city', name: '电信中继', number: '02150002222', server: town.listening })]
  const sip = { ...settings.sip, on: true, host: '127.0.0.1', port: await freePort(), rtpFrom: 28_500, rtpTo: 28_599 }
  await admin.http('/api/telephone-lines', { method: 'PUT', body: { ...settings, sip: { ...sip, lines } } })
  browser = await openBrowser()
})
after(async () => {
  for (const stop of stops) stop()
  await browser?.close()
  await server?.stop()
  await town?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Somewhere it is ten in the morning now, when people may be called: campaigns begin with the hours of the browser. */
function tenInTheMorning(): string {
  const ahead = ((10 - new Date().getUTCHours() + 36) % 24) - 12
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

test('a campaign from its first word to its results: one answers, one is busy and is tried again, one is a machine, one wants no such calls', {
  skip,
}, async () => {
  const { page, context, problems } = await openWindow(browser, { timezone: tenInTheMorning() })
  await signInAtConsole(page, `${server.url}/console`, 'fang')
  await goTo(page, words.title)
  await page.getByRole('button', { name: words.add }).click()
  await writeCampaign(page)
  await page.getByRole('button', { name: consoleWords.zh.lists.save, exact: true }).click()
  await page.getByRole('button', { name: words.import, exact: true }).and(page.locator(':enabled')).waitFor()
  const csv = join(folder, 'numbers.csv')
  writeFileSync(csv, CSV)
  await page.getByLabel(words.file).setInputFiles(csv)
  await page.getByText(filled(words.numbers, { count: 4 })).waitFor()
  const preview = page.getByRole('complementary', { name: words.preview.title })
  await preview.getByText('4', { exact: true }).waitFor()
  await preview.getByText('王女士，想了解您对安装服务的看法。').first().waitFor()
  await shootLooks(page, 'campaign-draft')
  await page.getByRole('button', { name: words.start, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.start, exact: true }).click()

  // The page follows by itself from here on.
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('李先生').getByText(words.status.waiting).waitFor({ timeout: SOON })
  await row('王女士').getByText(words.status.reached).waitFor({ timeout: SOON })
  await row('王女士').getByText('满意', { exact: true }).waitFor()
  await row('赵先生').getByText(words.status.machine).waitFor({ timeout: SOON })
  await row('陈女士').getByText(words.status['opted-out']).waitFor({ timeout: SOON })
  await page.getByText('3 / 4').waitFor()
  await shootLooks(page, 'campaign-runs')

  // The minutes that whoever was busy is left alone have passed.
  await server.database.db
    .updateTable('campaign_targets')
    .set({ next_at: new Date() })
    .where('status', '=', 'waiting')
    .execute()
  await row('李先生').getByText(words.status.reached).waitFor({ timeout: SOON })
  await page.getByText(words.campaignStatus.finished, { exact: true }).waitFor({ timeout: SOON })
  await page.getByText('4 / 4').waitFor()
  assert.deepEqual(rung.toSorted(), [ANSWERS, IS_BUSY, IS_BUSY, MACHINE, STOPS])
  await shootLooks(page, 'campaign-over')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.export }).click(),
  ])
  const exported = readFileSync(await download.path(), 'utf8')
  assert.match(exported, /王女士.*满意/)
  assert.ok(!exported.includes(ANSWERS!), 'numbers are masked')

  await page.getByRole('link', { name: words.title }).first().click()
  await page.getByRole('link', { name: words.tab.doNotCall }).click()
  await row('138****0004').getByText(words.stops.source.key).waitFor()
  assert.equal(await row('138****0001').count(), 0)
  assert.deepEqual(problems, [])
  await context.close()
})

test('consents that the company has are imported with their proof, and a greeting reaches only who agreed', {
  skip,
}, async () => {
  const { page, context, problems } = await openWindow(browser, { timezone: tenInTheMorning() })
  await signInAtConsole(page, `${server.url}/console`, 'fang')
  await goTo(page, words.title)
  await page.getByRole('link', { name: words.tab.consents }).click()
  await page.getByText(words.consents.empty).waitFor()
  await shootLooks(page, 'consents-none')
  await page.getByRole('button', { name: words.consents.import }).click()
  const csv = join(folder, 'consents.csv')
  writeFileSync(csv, '客户编号,同意,日期\nc-xu,是,2024-09-01\nc-lin,否,2024-09-02\nnobody,是,2024-09-02\n')
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(csv)
  await dialog.getByLabel(words.consents.evidence).fill('会员协议第5条')
  await shootLooks(page, 'consents-import')
  await dialog.getByRole('button', { name: words.import, exact: true }).click()
  await page.getByText(filled(words.consents.imported, { noted: 2, unknown: 1, unclear: 0 })).waitFor()
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('许一诺').getByText(words.consents.given, { exact: true }).waitFor()
  await row('林婉清').getByText(words.consents.refused, { exact: true }).waitFor()
  await shootLooks(page, 'consents')

  await page.getByRole('link', { name: words.tab.campaigns }).click()
  await page.getByRole('button', { name: words.add }).click()
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field(words.name).fill('新年问候')
  await page.getByText(words.purpose.greeting, { exact: true }).click()
  await choose(page, words.basis.title, words.basis.consent)
  await field(`${words.text} ${words.zh}`).fill('祝您新年快乐。')
  await choose(page, words.line, '电信中继')
  await page.getByRole('button', { name: consoleWords.zh.lists.save, exact: true }).click()
  const preview = page.getByRole('complementary', { name: words.preview.title })
  await preview.getByText('1', { exact: true }).first().waitFor()
  await preview.getByText('许一诺').waitFor()
  await preview.getByText(words.leftOut['no-consent']).waitFor()
  assert.deepEqual(problems, [])
  await context.close()
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByTitle(new RegExp(option)).last().click()
}

/** A question answered by key, for whoever had an installation. */
async function writeCampaign(page: Page): Promise<void> {
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field(words.name).fill(NAME)
  await page.getByText(words.purpose.questionnaire, { exact: true }).click()
  await field(words.evidence.service).fill('十一月的安装服务')
  await field(`${words.text} ${words.zh}`).fill('{name}，想了解您对安装服务的看法。')
  const question = filled(words.question, { n: 1 })
  await field(`${question} ${words.zh}`).fill('您对安装满意吗？')
  for (const [key, label] of [
    ['1', '满意'],
    ['2', '不满意'],
  ])
    await field(`${filled(words.answer, { key: key! })} ${words.zh}`).fill(label!)
  await page.getByText(words.from.numbers, { exact: true }).click()
  await choose(page, words.line, '电信中继')
  await page.getByLabel(words.pace.atOnce).fill('4')
}
