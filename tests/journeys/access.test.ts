import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { faultsOf, faultsOfPage, widgetFrame } from './axe.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { tabTo } from './keyboard.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, widgetWords } from './words.ts'

const { zh } = widgetWords
const { desk } = consoleWords.zh
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

describe('everybody can use it', () => {
  let house: House
  let shop: Page
  let chat: ChatPage

  before(async () => {
    house = await openHouse()
    shop = (await house.window()).page
    chat = chatOn(shop)
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  const update = (settings: object) =>
    shop.evaluate((s) => (window as unknown as { Yinghe(...w: unknown[]): void }).Yinghe('update', s), settings)
  /** The widget in both languages, light and dark, in normal and large type. */
  const inAllLooks = async (where: string): Promise<string[]> => {
    const found: string[] = []
    const looks = [
      { locale: 'zh', colorScheme: 'light', elderly: false },
      { locale: 'zh', colorScheme: 'dark', elderly: true },
      { locale: 'en', colorScheme: 'dark', elderly: false },
      { locale: 'en', colorScheme: 'light', elderly: true },
    ] as const
    for (const look of looks) {
      await update(look)
      await chatOn(shop, look.locale).box.waitFor()
      await shop.waitForFunction(() => document.getAnimations().length === 0)
      const name = `${where} ${Object.values(look).join(' ')}`
      found.push(...(await faultsOf(widgetFrame(shop), name)))
      await shoot(shop, `access-${name.replaceAll(' ', '-')}`)
    }
    await update({ locale: 'zh', colorScheme: 'light', elderly: false })
    await chat.box.waitFor()
    return found
  }

  test('the pages of the demo shop have no fault that axe finds', async () => {
    const found: string[] = []
    for (const lang of ['zh', 'en'] as const) {
      await shop.goto(`${house.shop}/?lang=${lang}`)
      await chat.launcher.waitFor()
      found.push(...(await faultsOfPage(shop, `shop ${lang}`)))
      await shop.goto(`${house.shop}/sign-in`)
      found.push(...(await faultsOfPage(shop, `shop sign-in ${lang}`)))
    }
    await signInAtShop(shop, house.shop, '陈思远')
    found.push(...(await faultsOfPage(shop, 'shop orders')))
    await shop.goto(`${house.shop}/orders/HM10004001`)
    found.push(...(await faultsOfPage(shop, 'shop order')))
    await shootLooks(shop, 'shop-order')
    await shop.goto(`${house.shop}/products/p-air-fryer`)
    found.push(...(await faultsOfPage(shop, 'shop product')))
    await shootLooks(shop, 'shop-product')
    assert.deepEqual(found, [])
  })

  test('nor has the widget, with every kind of message, in every look', async () => {
    await signInAtShop(shop, house.shop, '林婉清')
    await chat.open()
    await chat.say('空气净化器到哪了')
    await chat.hears(/迅禾速运/)
    await chat.say('防晒霜多久补涂一次')
    await chat.hears(/参考/)
    await chat.say('HM10001002 的订单详情')
    await chat.hears(/HM10001002/)
    const picker = chat.frame.locator('input[type=file]')
    await picker.setInputFiles([
      { name: '外箱.png', mimeType: 'image/png', buffer: PICTURE },
      { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('破了') },
    ])
    await chat.frame.getByText(zh.uploaded).nth(1).waitFor()
    const found = await inAllLooks('cards')
    await chat.box.press('Enter')
    await chat.log.getByRole('button', { name: filled(zh.imageOpen, { name: '外箱.png' }) }).waitFor()
    await chat.hears(/./)
    await chat.say('HM10001003 我要修改收货地址')
    const form = chat.frame.getByRole('form')
    await form.waitFor()
    await form.getByRole('button').click()
    found.push(...(await inAllLooks('form')))
    await chat.frame.getByRole('button', { name: zh.menu }).click()
    found.push(...(await faultsOf(widgetFrame(shop), 'settings')))
    await chat.frame.getByRole('dialog').press('Escape')
    await chat.frame.getByRole('button', { name: zh.handOver }).click()
    await chat.frame.getByText(zh.queuedTitle, { exact: true }).waitFor()
    found.push(...(await inAllLooks('queued')))
    const fang = await signIn(house.url, 'fang')
    const { items } = await fang.http<{ items: { id: string }[] }>('/api/conversations?status=queued&q=林婉清')
    const path = `/api/conversations/${items[0]?.id}`
    await fang.http(`${path}/accept`, { method: 'POST', body: {} })
    await chat.frame.getByText(filled(zh.statusHuman, { name: '方琳' })).waitFor()
    found.push(...(await inAllLooks('human')))
    await fang.http(`${path}/close`, { body: { reason: 'solved' } })
    await chat.frame.getByText(zh.ratingTitle).waitFor()
    await chat.frame
      .getByRole('radio', { name: filled(zh.ratingStar, { score: 5, word: zh.rating5 }) })
      .check({ force: true })
    found.push(...(await inAllLooks('rating')))
    found.push(...(await faultsOfPage(shop, 'shop page around the open widget')))
    assert.deepEqual(found, [])
  })

  for (const { locale, dark } of [
    { locale: 'zh-CN', dark: false },
    { locale: 'en-US', dark: true },
  ] as const) {
    test(`nor has any page of the console, ${locale} ${dark ? 'dark' : 'light'}`, async () => {
      const { context, page } = await house.window({ locale, dark })
      const found: string[] = []
      await page.goto(`${house.console}/`)
      await page.getByRole('button').first().waitFor()
      found.push(...(await faultsOfPage(page, 'sign-in')))
      const admin = await signIn(house.url, 'admin')
      const [name = '', value = ''] = admin.headers.cookie.split('=')
      await context.addCookies([{ name, value, url: house.url }])
      const { items } = await admin.http<{ items: { id: string }[] }>('/api/conversations?q=林婉清')
      for (const path of consolePages(items[0]?.id ?? '')) {
        await page.goto(`${house.console}/${path}`)
        await page.getByRole('main').waitFor()
        await page.waitForLoadState('networkidle')
        const where = path.replace(items[0]?.id ?? '-', 'one').replaceAll('/', '-')
        found.push(...(await faultsOfPage(page, where)))
        await shootLooks(page, `console-${where}-${locale}`)
      }
      assert.deepEqual(found, [])
      await context.close()
    })
  }

  test('the widget is used from opening to closing without a mouse', async () => {
    const { page } = await house.window()
    await signInAtShop(page, house.shop, '周德福')
    const own = chatOn(page)
    await own.launcher.waitFor()
    await tabTo(page, page.mainFrame(), /客服聊天/)
    await page.keyboard.press('Enter')
    await own.box.waitFor()
    const frame = widgetFrame(page)
    await tabTo(page, frame, new RegExp(zh.composer))
    await page.keyboard.type('我要退货')
    await page.keyboard.press('Enter')
    await own.hears(/HM1000/)
    const choice = own.log.getByRole('list', { name: zh.choices }).getByRole('button').first()
    const label = (await choice.textContent())?.slice(0, 4) ?? ''
    await tabTo(page, frame, new RegExp(label), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await own.log.getByRole('article', { name: zh.you }).filter({ hasText: label }).waitFor()
    await own.hears(/./)
    await tabTo(page, frame, new RegExp(`^\\s*${zh.handOver}`), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await own.frame.getByText(zh.queuedTitle, { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await own.box.waitFor({ state: 'hidden' })
    await tabTo(page, page.mainFrame(), /打开客服聊天/)
  })

  test('the desk is worked from accepting to closing without a mouse', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'lina')
    await goTo(page, desk.title)
    const na = deskOn(page, '周德福')
    await na.item('周德福').waitFor()
    await page.keyboard.press('Alt+n')
    await na.box.and(page.locator(':focus')).waitFor()
    await page.keyboard.type('您好，我来帮您。')
    await page.keyboard.press('Enter')
    await na.thread.getByText('您好，我来帮您。', { exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await shoot(page, 'palette')
    await page.keyboard.press('Escape')
    await page.getByRole('combobox').waitFor({ state: 'detached' })
    await page.keyboard.press('Alt+w')
    await page.getByRole('dialog', { name: filled(desk.close.title, { name: '周德福' }) }).waitFor()
    await page.keyboard.press('Enter')
    await na.item('周德福').waitFor({ state: 'detached' })
    const fang = await signIn(house.url, 'fang')
    const closed = () => fang.http<{ items: unknown[] }>('/api/conversations?status=closed&q=周德福')
    await waitFor(async () => (await closed()).items.length, 'the end of the conversation', 45_000)
  })
})

/** Every page an administrator can open, lists and single things. */
const consolePages = (conversation: string): string[] => [
  ...['home', `desk/${conversation}`, 'conversations', `conversations/${conversation}`, 'tickets'],
  ...['customers', 'customers/c-lin', 'knowledge', 'knowledge/new', 'flows', 'flows/change_address', 'flows/check'],
  ...['replies', 'roster', 'roster/shifts', 'team', 'team/teams', 'api-keys', 'audit', 'settings', 'account'],
]
