import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { insertCustomer } from '#customers/queries.ts'
import type { LinesView } from '#voice/lines/contract.ts'
import { openSip, type Sip } from '#voice/transports/sip/open-sip.ts'
import { toneFrames } from '#voice/transports/testing.ts'
import { answering, noWarnings, playing, sipLine, sipOptions } from '../harness/answering-sip.ts'
import { freePort } from '../harness/free-port.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn } from '../harness/team-client.ts'
import { openWindow } from './browser.ts'
import { fillSignIn, signInAtConsole } from './console-page.ts'
import { openBrowserWithMicrophone } from './microphone.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const SOON = 60_000
const dir = mkdtempSync(join(tmpdir(), 'yinghe-call-out-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let browser: Browser
let carrier: Sip
const outside = answering()
/** A switch that never answers: whoever is called over it is rung as long as one likes. */
const silent = createSocket('udp4')

before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: dir })
  carrier = await openSip(sipOptions([sipLine()]), outside.take, noWarnings)
  silent.bind({ address: '127.0.0.1', port: 0 })
  await once(silent, 'listening')
  const admin = await signIn(server.url, 'admin')
  const recording = await admin.http<object>('/api/recording-settings')
  await admin.http('/api/recording-settings', { method: 'PUT', body: { ...recording, on: false } })
  const { settings } = await admin.http<LinesView>('/api/telephone-lines')
  const lines = [
    sipLine({ id: 'mobile', name: '移动中继', number: '02150001111', server: `127.0.0.1:${silent.address().port}` }),
    sipLine({ id: 'city', name: '电信中继', number: '02150002222', server: carrier.listening }),
  ]
  const port = await freePort()
  const sip = { ...settings.sip, on: true, host: '127.0.0.1', port, rtpFrom: 27_500, rtpTo: 27_599, lines }
  await admin.http('/api/telephone-lines', { method: 'PUT', body: { ...settings, sip } })
  browser = await openBrowserWithMicrophone()
})
after(async () => {
  await browser?.close()
  await server?.stop()
  await carrier?.close()
  silent.close()
  rmSync(dir, { recursive: true, force: true })
})

async function customerWith(id: string, name: string, phone: string, language: 'zh' | 'en'): Promise<void> {
  await insertCustomer(server.database.db, {
    ...{ id, name, externalId: id, tier: 'regular', language, verified: true },
    ...{ elderly: false, tags: [], attributes: { phone } },
  })
}

const CALLERS = [
  ['zh', 'lina', '何女士', '13900009001'],
  ['en', 'amy', 'Grace Lee', '13900009002'],
] as const

// English differs in its looks alone, so it is gone through when they are wanted.
for (const [locale, login, name, phone] of CALLERS.slice(0, process.env.JOURNEY_SHOTS ? 2 : 1))
  test(`an agent calls a customer over the line of his choice, and it is remembered (${locale})`, async () => {
    const words = consoleWords[locale].phone
    const customer = `called-${locale}`
    await customerWith(customer, name, phone, locale)
    const { page, context, problems } = await openWindow(browser, { locale: locale === 'zh' ? 'zh-CN' : 'en-US' })
    await signInAt(page, locale, login)
    await page.goto(`${server.url}/console/desk`)
    await turnOn(page, locale)
    await page.goto(`${server.url}/console/customers/${customer}`)

    // Of two lines the first, until he chooses.
    await page.getByRole('button', { name: `${words.callOut.call} 移动中继` }).click()
    await asked(page, words.callOut.asked)
    const bar = page.getByRole('region', { name: words.call, exact: true })
    await bar.getByText(words.callOut.ringing).waitFor({ timeout: SOON })
    await bar.getByText(filled(words.callOut.over, { line: '移动中继' })).waitFor()
    await shootLooks(page, `call-out-rings-${locale}`)
    await bar.getByRole('button', { name: words.callOut.cancel }).click()
    await bar.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: words.callOut.chooseLine }).click()
    const other = page.getByRole('menuitem', { name: /电信中继/ })
    await other.getByText('02150002222').waitFor()
    await shootLooks(page, `call-out-lines-${locale}`)
    const before = outside.calls.length
    await other.click()
    await asked(page, words.callOut.asked)
    await bar.getByText(words.stage.agent).waitFor({ timeout: SOON })
    assert.deepEqual([outside.asked.at(-1)!.from, outside.asked.at(-1)!.to], ['02150002222', phone])
    const stop = playing(outside.calls[before]!.session, toneFrames(440, 50))
    await useCall(page, locale)
    await page.keyboard.press('Alt+x')
    const over = page.getByRole('region', { name: words.afterCall, exact: true })
    await over.getByText(words.ended['hung-up']).waitFor({ timeout: SOON })
    await shootLooks(page, `call-over-${locale}`)
    await over.getByRole('button', { name: words.wrappedUp }).click()
    await over.waitFor({ state: 'detached' })
    stop()
    await outside.calls[before]!.session.hangUp()

    // The line he chose is the one from now on.
    await page.reload()
    await page.getByRole('button', { name: `${words.callOut.call} 电信中继` }).waitFor()
    assert.deepEqual(problems, [])
    await context.close()
  })

async function signInAt(page: Page, locale: 'zh' | 'en', login: string): Promise<void> {
  if (locale === 'zh') return signInAtConsole(page, `${server.url}/console`, login)
  await page.goto(`${server.url}/console/`)
  await fillSignIn(page, login, undefined, 'en')
  await page.getByRole('navigation', { name: consoleWords.en.shell.product }).waitFor()
}

/** He is there, and calls ring in this window. */
async function turnOn(page: Page, locale: 'zh' | 'en'): Promise<void> {
  const { phone: words, desk } = consoleWords[locale]
  await page.getByRole('button', { name: desk.presence.label }).click()
  await page.getByRole('menuitem', { name: desk.presence.online, exact: true }).click()
  await page.getByRole('button', { name: `${words.phone}: ${words.standing.off}` }).click()
  await page.getByRole('button', { name: words.turnOn }).click()
  await page.getByRole('button', { name: `${words.phone}: ${words.standing.ready}` }).waitFor()
}

/** At night the customer must have asked for it; by day nobody asks. */
async function asked(page: Page, word: string): Promise<void> {
  const bar = page.locator('section[data-state]')
  const confirm = page.getByRole('button', { name: word })
  await bar.or(confirm).first().waitFor({ timeout: SOON })
  if (await confirm.isVisible()) await confirm.click()
}

/** In the call: keys, and where it could go. */
async function useCall(page: Page, locale: 'zh' | 'en'): Promise<void> {
  const words = consoleWords[locale].phone
  const bar = page.getByRole('region', { name: words.call, exact: true })
  await bar.getByRole('button', { name: words.keypad }).click()
  await page.getByRole('button', { name: '5', exact: true }).click()
  await page.getByRole('status', { name: words.keysPressed }).getByText('5', { exact: true }).waitFor()
  await shoot(page, `call-keypad-${locale}`)
  await bar.getByRole('button', { name: words.keypad }).click()
  await bar.getByRole('button', { name: words.transfer, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(words.target.to.number, { exact: true }).click()
  await dialog.getByRole('textbox', { name: words.target.number }).fill('8001')
  await dialog.getByText('电信中继 02150002222').waitFor()
  await shootLooks(page, `call-transfer-${locale}`)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}
