import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { identityToken } from '../harness/identity.ts'
import { signIn } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { type House, openHouse, type Window } from './house.ts'
import { layoutShift, watchLayoutShift } from './layout-shift.ts'
import { shoot, shootLooks } from './shots.ts'
import { filled, pattern, widgetWords } from './words.ts'

const { zh, en } = widgetWords
const ORDER = 'HM10001003'
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

describe('a customer in the demo shop', () => {
  let house: House
  let lin: Window
  let chat: ChatPage

  before(async () => {
    house = await openHouse()
    lin = await house.window()
    await watchLayoutShift(lin.context)
    await signInAtShop(lin.page, house.shop, '林婉清')
    chat = chatOn(lin.page)
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('the widget loads and opens without moving anything on the page of the shop', async () => {
    await lin.page.goto(`${house.shop}/orders`)
    await chat.open()
    await chat.close()
    await chat.open()
    assert.ok((await layoutShift(lin.page)) < 0.001, 'the page of the shop has jumped')
    assert.ok(await chat.frame.getByRole('button', { name: zh.handOver }).isVisible(), 'no way to a person in sight')
    assert.ok(await chat.frame.getByText(zh.aiLabel).isVisible(), 'the AI label is not in sight')
    await shootLooks(lin.page, 'widget-hello')
  })

  test('a visitor is greeted with quick replies', async () => {
    const { context, page } = await house.window()
    await page.goto(`${house.shop}/`)
    const guest = chatOn(page)
    await guest.launcher.waitFor()
    await shootLooks(page, 'shop-home')
    await guest.open()
    await shootLooks(page, 'widget-visitor')
    const replies = guest.log.getByRole('list', { name: zh.choices }).getByRole('button')
    assert.ok((await replies.count()) >= 3)
    const first = (await replies.first().textContent()) ?? ''
    await replies.first().click()
    await guest.log.getByRole('article', { name: zh.you }).filter({ hasText: first }).waitFor()
    await guest.hears(/./)
    assert.equal(await replies.filter({ hasText: first }).count(), 0, 'an answered quick reply can be picked again')
    await shoot(page, 'widget-visitor-answered')
    await context.close()
  })

  test('what is sent while the chat still opens goes as soon as it is open', async () => {
    const { context, page } = await house.window()
    let open = () => {}
    const mayOpen = new Promise<void>((done) => {
      open = done
    })
    await page.route('**/api/widget/session', async (route) => {
      await mayOpen
      await route.continue()
    })
    await page.goto(`${house.shop}/`)
    const guest = chatOn(page)
    await guest.launcher.click()
    await guest.box.fill('几点下班')
    await guest.box.press('Enter')
    assert.equal(await guest.log.getByRole('article', { name: zh.you }).count(), 0)
    open()
    await guest.log.getByRole('article', { name: zh.you }).filter({ hasText: '几点下班' }).waitFor()
    await guest.hears(/21:00/)
    assert.equal(await guest.box.inputValue(), '')
    await context.close()
  })

  test('picking one of the orders shows the way of its parcel', async () => {
    await chat.say('我的快递到哪了')
    await chat.hears(/空气净化器/)
    await chat.pick(/HM10001002/)
    await chat.hears(/迅禾速运[\s\S]*上海/)
    await shootLooks(lin.page, 'widget-parcel')
  })

  test('the address of an order that has not shipped changes after a yes, and the shop shows it', async () => {
    await chat.say(`${ORDER} 我要修改收货地址`)
    const form = chat.frame.getByRole('form')
    await form.waitFor()
    await form.getByRole('button').click()
    await form.getByText(pattern(zh.formRequired)).first().waitFor()
    await shoot(lin.page, 'widget-form-missing')
    for (const [label, value] of Object.entries({
      省: '上海市',
      城市: '上海市',
      区: '静安区',
      街道: '南京西路 1266 号 3201 室',
      联系电话: '13912345678',
    })) {
      await form.getByLabel(label).fill(value)
    }
    await shootLooks(lin.page, 'widget-form')
    await form.getByRole('button').click()
    await chat.hears(/南京西路 1266 号 3201 室[\s\S]*139\*+5678/)
    await shootLooks(lin.page, 'widget-confirm')
    await lin.page.goto(`${house.shop}/orders/${ORDER}`)
    assert.equal(await lin.page.getByText('南京西路 1266 号').count(), 0, 'it changed before the yes')
    await chat.open()
    await chat.pick('确认')
    await chat.hears(/改好了/)
    await lin.page.reload()
    await lin.page.getByText('南京西路 1266 号 3201 室').waitFor()
    await shoot(lin.page, 'shop-order-changed')
  })

  test('the history is there after a reload and a second tab stays in step', async () => {
    await lin.page.goto(`${house.shop}/orders`)
    await chat.open()
    await chat.log.getByText(/改好了/).waitFor()
    const second = await lin.context.newPage()
    await second.goto(`${house.shop}/orders`)
    const other = chatOn(second)
    await other.open()
    await other.say('退货运费谁出')
    await other.hears(/运费/)
    await chat.log.getByText('退货运费谁出', { exact: true }).waitFor()
    await chat.hears(/运费/)
    assert.equal(await chat.log.getByText('退货运费谁出', { exact: true }).count(), 1)
    await second.close()
  })

  test('a closed widget counts what is unread and opening it clears the badge', async () => {
    await chat.close()
    const fang = await signIn(house.url, 'fang')
    const { items } = await fang.http<{ items: { id: string }[] }>('/api/conversations?status=bot&q=林婉清')
    const path = `/api/conversations/${items[0]?.id}`
    await fang.http(`${path}/accept`, { method: 'POST', body: {} })
    const words = { clientId: crypto.randomUUID(), parts: [{ kind: 'text', text: '您好，我是方琳。' }] }
    await fang.http(`${path}/messages`, { body: words })
    const unread = lin.page.getByRole('button', { name: /1 条未读消息/ })
    await unread.waitFor()
    await shoot(lin.page, 'widget-unread')
    await unread.click()
    await chat.log.getByText('您好，我是方琳。').waitFor()
    await chat.frame.getByText(zh.newMessages).waitFor()
    await lin.page.getByRole('button', { name: /^关闭客服聊天$/ }).waitFor()
    await chat.close()
    await lin.page.getByRole('button', { name: /^打开客服聊天$/ }).waitFor()
    await fang.http(`${path}/return-to-bot`, { method: 'POST', body: {} })
    await chat.open()
  })

  test('a picture is shown before it is sent and what is too large or no picture is refused with a reason', async () => {
    const picker = chat.frame.locator('input[type=file]')
    await picker.setInputFiles({ name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') })
    await chat.frame.getByText(filled(zh.errorType, { name: 'run.exe' })).waitFor()
    await picker.setInputFiles({ name: 'big.png', mimeType: 'image/png', buffer: Buffer.alloc(11 * 1024 * 1024, 1) })
    await chat.frame.getByText(filled(zh.errorTooLarge, { name: 'big.png' })).waitFor()
    await shoot(lin.page, 'widget-file-refused')
    for (const name of ['run.exe', 'big.png']) {
      await chat.frame.getByRole('button', { name: filled(zh.removeFile, { name }) }).click()
    }
    await picker.setInputFiles({ name: '外箱.png', mimeType: 'image/png', buffer: PICTURE })
    await chat.frame.getByText(zh.uploaded).waitFor()
    await shoot(lin.page, 'widget-file-ready')
    await chat.box.fill('包裹外箱破了')
    await chat.frame.getByRole('button', { name: zh.send, exact: true }).click()
    const picture = chat.log.getByRole('button', { name: filled(zh.imageOpen, { name: '外箱.png' }) })
    await picture.click()
    await chat.frame.getByRole('dialog', { name: zh.lightbox }).waitFor()
    await chat.frame.getByRole('button', { name: zh.imageClose }).click()
    await chat.log.getByText(zh.read).last().waitFor()
  })

  test('what is written offline waits and is sent once when the line is back', async () => {
    await lin.context.setOffline(true)
    await chat.box.fill('离线时写的第一句')
    await chat.box.press('Enter')
    await chat.box.fill('离线时写的第二句')
    await chat.box.press('Enter')
    await chat.log.getByText(zh.waiting).last().waitFor()
    await chat.frame.getByText(zh.offline).waitFor()
    await shootLooks(lin.page, 'widget-offline')
    await lin.context.setOffline(false)
    await chat.log.getByText(zh.waiting).first().waitFor({ state: 'detached' })
    await chat.frame.getByText(zh.offline).waitFor({ state: 'detached' })
    await chat.hears(/./)
    await lin.page.reload()
    await chat.open()
    for (const text of ['离线时写的第一句', '离线时写的第二句']) {
      await chat.log.getByText(text, { exact: true }).first().waitFor()
      assert.equal(await chat.log.getByText(text, { exact: true }).count(), 1, `${text} was sent twice`)
    }
    assert.deepEqual(house.problems(/ERR_INTERNET_DISCONNECTED|WebSocket connection/), [])
  })

  test('language, large type and dark are one choice each and stay after a reload', async () => {
    const { frame } = chat
    await frame.getByRole('button', { name: zh.menu }).click()
    const menu = frame.getByRole('dialog', { name: zh.menu })
    await shoot(lin.page, 'widget-settings')
    const before = await chat.box.evaluate((box) => Number.parseFloat(getComputedStyle(box).fontSize))
    await menu.getByRole('radio', { name: zh.textLarge }).check({ force: true })
    await menu.getByRole('radio', { name: zh.themeDark }).check({ force: true })
    await menu.getByRole('radio', { name: 'English' }).check({ force: true })
    await frame.getByRole('dialog', { name: en.menu }).press('Escape')
    const english = chatOn(lin.page, 'en')
    await english.box.waitFor()
    const size = await english.box.evaluate((box) => Number.parseFloat(getComputedStyle(box).fontSize))
    assert.ok(size >= 18 && size > before, `large type is ${size} px`)
    await english.say('where is HM10001002')
    await english.hears(/in transit[\s\S]*arrive|on its way/i)
    await shootLooks(lin.page, 'widget-en-large-dark')
    await lin.page.reload()
    await english.open()
    const ground = await frame.locator('body').evaluate((body) => getComputedStyle(body).colorScheme)
    assert.match(ground, /dark/)
    await frame.getByRole('button', { name: en.menu }).click()
    for (const name of [en.textNormal, en.themeAuto, '中文']) {
      await frame.getByRole('dialog').getByRole('radio', { name }).check({ force: true })
    }
    await frame.getByRole('dialog').press('Escape')
    await chat.box.waitFor()
  })

  test('the page steers the widget by its JavaScript verbs and hears its events', async () => {
    const visitor = await house.window()
    const { page } = visitor
    await page.goto(`${house.shop}/?lang=zh`)
    const guest = chatOn(page)
    await guest.launcher.waitFor()
    const call = (...words: unknown[]) =>
      page.evaluate((all) => (window as unknown as { Yinghe(...w: unknown[]): void }).Yinghe(...all), words)
    await page.evaluate(() => {
      const heard: string[] = []
      const { Yinghe } = window as unknown as { Yinghe(...w: unknown[]): void }
      for (const name of ['ready', 'open', 'close', 'unread', 'message']) {
        Yinghe('on', name, () => heard.push(name))
      }
      Object.assign(window, { heard })
    })
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
    await call('show')
    await guest.box.waitFor()
    await call('hide')
    await guest.box.waitFor({ state: 'hidden' })
    await call('toggle')
    await guest.box.waitFor()
    await call('showNewMessage', '我想问一下净化器')
    await waitFor(async () => (await guest.box.inputValue()) === '我想问一下净化器', 'the words of the page in the box')
    await guest.box.press('Enter')
    await guest.hears(/./)
    await waitFor(
      async () => ['ready', 'open', 'close', 'message'].every((name) => heard().then((all) => all.includes(name))),
      'the events',
    )
    const known = page.waitForResponse((response) => response.url().endsWith('/api/widget/session'))
    await call('identify', await identityToken('c-xu', { name: '许一诺' }))
    await (await known).finished()
    await guest.say('我的订单到哪了')
    await guest.hears(/HM10003001/)
    await call('update', { locale: 'en', colorScheme: 'dark', side: 'left' })
    const english = chatOn(page, 'en')
    await english.box.waitFor()
    const place = await page.locator('#yinghe-widget iframe').boundingBox()
    assert.ok(place && place.x < 100, 'the panel did not go to the left')
    await call('shutdown')
    await guest.launcher.waitFor({ state: 'detached' })
    await call('boot', { locale: 'zh' })
    await guest.open()
    assert.equal(
      await guest.log.getByText('我的订单到哪了').count(),
      0,
      'the next visitor sees what the last one wrote',
    )
    await visitor.context.close()
  })

  test('what is written while the shop signs its customer in is not lost', async () => {
    const { context, page } = await house.window()
    await page.goto(`${house.shop}/?lang=zh`)
    const guest = chatOn(page)
    await guest.open()
    const token = await identityToken('c-zhao', { name: '赵敏' })
    await page.evaluate(
      (identity) => (window as unknown as { Yinghe(...w: unknown[]): void }).Yinghe('identify', identity),
      token,
    )
    await guest.box.fill('写在登录的那一刻')
    await guest.box.press('Enter')
    await guest.hears(/[^\d:]/)
    await page.reload()
    await page.evaluate(
      (identity) => (window as unknown as { Yinghe(...w: unknown[]): void }).Yinghe('identify', identity),
      token,
    )
    await guest.open()
    await guest.log.getByText('写在登录的那一刻', { exact: true }).waitFor()
    assert.equal(await guest.log.getByText('写在登录的那一刻', { exact: true }).count(), 1)
    await context.close()
  })
})
