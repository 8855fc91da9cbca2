import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openLog } from '#platform/log.ts'
import { readSecrets } from '#platform/settings/secrets.ts'
import { silence, syntheticVoice } from '#voice/prosody/testing.ts'
import { openRecorder } from '#voice/recording/recorder.ts'
import { openVault } from '#voice/recording/vault.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { faultsOfPage } from './axe.ts'
import { openBrowser, openWindow } from './browser.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { shootLooks } from './shots.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let browser: Browser
const dir = mkdtempSync(join(tmpdir(), 'yinghe-recorded-'))

before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: dir })
  const { session } = await readSecrets(server.database.db, { identity: '' })
  const deps = {
    ...{ database: server.database, log: openLog('silent'), dir: join(dir, 'recordings') },
    ...{ vault: openVault(session), retentionDays: () => 180 },
  }
  const recorder = openRecorder(deps, { id: 'call-1', conversationId: null, customerId: 'c-lin' })
  recorder.noticed()
  const say = (side: 'caller' | 'ours', text: string, seconds: number, hz: number) => {
    const from = recorder.position()
    const still = silence(seconds)
    if (side === 'ours') recorder.speaking(text)
    syntheticVoice(seconds, { hz, rate: 4, level: -18 }).forEach((frame, i) => {
      recorder.caller(side === 'caller' ? frame : still[i]!)
      if (side === 'ours') recorder.ours(frame)
    })
    recorder.line({ side, from, to: recorder.position(), text, seq: null })
    for (const frame of silence(0.4)) recorder.caller(frame)
  }
  say('ours', '您好，这里是禾木家电，请问有什么可以帮您？', 4, 210)
  say('caller', '我的电饭煲内胆坏了，想退货。', 3, 130)
  say('ours', '好的，请提供您的银行卡号，用于接收退款。', 3, 210)
  say('caller', '六二二二零零二一零零一一二二三三四四', 5, 130)
  say('ours', '已经登记好了，退款一到三个工作日到账。', 3, 210)
  for (const frame of silence(6)) recorder.caller(frame)
  say('caller', '好的，内胆我寄回来就行吧？', 2.5, 150)
  say('ours', '是的，快递员明天上门取件。', 2.5, 210)
  await recorder.end()
  browser = await openBrowser(['--autoplay-policy=no-user-gesture-required'])
})
after(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('a supervisor finds a call by a word, hears it from there, and silence is left out', async () => {
  const { page, problems } = await openWindow(browser)
  await signInAtConsole(page, `${server.url}/console`, 'admin')
  await goTo(page, '通话录音')
  await page.getByText('林婉清').waitFor()
  assert.deepEqual(await faultsOfPage(page, 'list'), [])
  await page.getByPlaceholder('搜索通话里说过的话').fill('内胆')
  await page.getByText('另有 1 处').waitFor()
  await shootLooks(page, 'recordings-list')
  await page.getByRole('link', { name: '林婉清' }).click()
  await page.waitForURL(/recordings\/call-1/)
  await page.getByRole('heading', { name: '通话文字' }).waitFor()
  assert.equal(await page.locator('ol li').count(), 2, 'the search goes along')
  await page.getByPlaceholder('在文字里搜索').fill('')
  await page.getByText('****').waitFor()
  await page.getByText('涉及卡号，未录音').waitFor()
  await page.getByRole('button', { name: /快递员明天上门/ }).click()
  const slider = page.getByRole('slider', { name: '播放位置' })
  assert.ok(Number(await slider.inputValue()) > 25_000)
  await page.getByRole('button', { name: /已经登记好了/ }).click()
  await page.getByRole('switch', { name: '跳过静音' }).click()
  await page.getByText('2×', { exact: true }).click()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { times })
    const audio = document.querySelector('audio')!
    audio.addEventListener('timeupdate', () => times.push(audio.currentTime))
  })
  await page.getByRole('button', { name: '播放' }).click()
  await page.locator('[aria-current="true"]', { hasText: '内胆我寄回来' }).waitFor({ timeout: 30_000 })
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times)
  assert.ok(times.some((at) => at > 17 && at < 19.5) && !times.some((at) => at > 21 && at < 25), times.join())
  await page.evaluate(() => document.querySelector('audio')!.pause())
  await page.getByRole('button', { name: '播放' }).waitFor()
  await shootLooks(page, 'recording')
  assert.deepEqual(await faultsOfPage(page, 'player'), [])
  assert.deepEqual(problems, [])
})
