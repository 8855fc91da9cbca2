import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { MenuVersion } from '#voice/menu/contract.ts'
import { ask } from '../harness/call.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { callByBrowser } from '../harness/voice-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const SOON = 60_000
const menuWords = consoleWords.zh['voice-menu']
const { save } = consoleWords.zh.lists
const PROMPT = '今天想先办哪一件事'
const INVOICE = 3

describe('the telephone menu in the console', () => {
  let house: House
  let page: Page
  let admin: TeamClient
  let first: MenuVersion
  let main: Locator
  let preview: Locator

  before(async () => {
    house = await openHouse()
    admin = await signIn(house.url, 'admin')
    first = await admin.http<MenuVersion>('/api/voice-menu')
    page = (await house.window()).page
    await signInAtConsole(page, house.console, 'admin')
    await goTo(page, menuWords.title)
    main = page.getByRole('region').filter({ hasText: menuWords.first })
    preview = page.getByRole('complementary', { name: menuWords.preview })
    await main.waitFor()
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  const prompt = () => main.getByRole('textbox', { name: `${menuWords.prompt} ${menuWords.zh}` })
  const choice = (at: number) => main.getByRole('listitem').nth(at)
  const saves = () => page.getByRole('button', { name: save, exact: true })
  const saved = async (version: number) => {
    await saves().click()
    await waitFor(async () => (await now()).version === version, `version ${version}`, SOON)
    // The page goes on from what was saved.
    await waitFor(() => saves().isDisabled(), 'nothing is left to save', SOON)
  }
  const now = () => admin.http<MenuVersion>('/api/voice-menu')
  const pick = async (select: Locator, option: string) => {
    await select.click()
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).click()
  }
  const goBackTo = (version: string) => pick(page.getByRole('combobox', { name: menuWords.versions }), version)
  const isHeard = (line: string) => preview.getByRole('listitem').getByText(line, { exact: true }).waitFor()
  /** Somebody calls from a page, hears the first menu and presses a key. */
  const calls = async (says: RegExp, key: '4', then: RegExp) => {
    const { token } = await ask<{ token: string }>(house.url, '/api/widget/session', { body: { locale: 'zh' } })
    const line = await callByBrowser(house.url, { token, locale: 'zh', hears: true, speaks: false })
    await line.heard(says, SOON)
    line.send({ type: 'key', key })
    await line.heard(then, SOON)
    line.close()
  }

  test('a sentence and the target of a key are changed; each kind of caller is heard before it is saved; the next caller hears it', async () => {
    await isHeard(first.menu.nodes[0]!.prompt.zh)
    await prompt().fill(PROMPT)
    await pick(choice(INVOICE).getByRole('combobox', { name: menuWords.leads }), '菜单：退换货和退款')
    await page.getByRole('switch', { name: menuWords.web }).click()

    await isHeard(PROMPT)
    await isHeard('发票请按4')
    await isHeard('人工服务请按0')
    const caller = preview.getByRole('combobox', { name: menuWords.caller })
    await pick(caller, menuWords.callers.vip)
    await preview.getByText(menuWords.putThrough).waitFor()
    assert.equal(await preview.getByText(PROMPT).count(), 0, 'a VIP hears no menu')
    await pick(caller, menuWords.callers.elderly)
    await preview.getByText(filled(menuWords.slow, { speed: 85 })).waitFor()
    await isHeard('其他业务请按3')
    assert.equal(await preview.getByText('发票请按4').count(), 0, 'the elderly hear few choices')
    await shootLooks(page, 'voice-menu-elderly')
    await pick(caller, menuWords.callers.stranger)
    await preview.getByText(menuWords.byNight, { exact: true }).click()
    await isHeard(first.menu.nightGreeting.zh)
    assert.equal(await preview.getByText('人工服务请按0').count(), 0, 'nobody is there at night')
    await shoot(page, 'voice-menu-night')
    await preview.getByText(menuWords.byDay, { exact: true }).click()
    await isHeard('人工服务请按0')

    await saved(1)
    await calls(new RegExp(PROMPT), '4', /申请退货请按1/)
  })

  test('a key that is given twice is refused with its name, and nothing is saved', async () => {
    await pick(choice(0).getByRole('combobox', { name: menuWords.key }), '4')
    await page
      .getByRole('alert')
      .getByText(filled(menuWords.keyTwice, { name: PROMPT, key: 4 }))
      .waitFor()
    assert.ok(await saves().isDisabled())
    await shootLooks(page, 'voice-menu-refused')
    await prompt().fill('')
    await pick(choice(0).getByRole('combobox', { name: menuWords.key }), '1')
    await page.getByRole('alert').getByText(menuWords.incomplete).waitFor()
    assert.ok(await saves().isDisabled())
    assert.equal((await now()).version, 1)
    await prompt().fill(PROMPT)
    await page.getByRole('alert').waitFor({ state: 'detached' })
  })

  test('what the house began with comes back, and the version after it as well, which callers then hear', async () => {
    const words = choice(INVOICE).getByRole('textbox', { name: menuWords.words })
    await words.fill('电子发票')
    await words.blur()
    await goBackTo(menuWords.firstVersion)
    await isHeard(first.menu.nodes[0]!.prompt.zh)
    assert.equal(await words.inputValue(), '发票、开发票、开票', 'words come back with the rest')
    await saved(2)
    assert.deepEqual((await now()).menu, first.menu)

    await goBackTo('第 1 版')
    await isHeard(PROMPT)
    await saved(3)
    await shoot(page, 'voice-menu-restored')
    await calls(new RegExp(PROMPT), '4', /申请退货请按1/)
    const { items } = await admin.http<{ items: MenuVersion[] }>('/api/voice-menu/versions')
    assert.deepEqual(
      items.map(({ version }) => version),
      [3, 2, 1, 0],
    )
  })

  test('the page reads well in English and dark', async () => {
    const { page: english } = await house.window({ locale: 'en-US', dark: true })
    await english.goto(`${house.console}/voice-menu`)
    await english.getByLabel(consoleWords.en.shell.signIn.login, { exact: true }).waitFor()
    await english.context().addCookies(await page.context().cookies())
    await english.goto(`${house.console}/voice-menu`)
    await english.getByText(consoleWords.en['voice-menu'].hint).waitFor()
    const heard = english.getByRole('complementary', { name: consoleWords.en['voice-menu'].preview })
    await heard.getByText('For invoices, press 4').waitFor()
    await shoot(english, 'voice-menu-english-dark')
  })
})
