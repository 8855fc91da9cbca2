import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { type DeskPage, deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse, type Window } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, pattern } from './words.ts'

const { alerts, desk, emotion, strategy } = consoleWords.zh
const CUSTOMER = '林婉清'
const LINE = '要投诉或升级：专人接手'
const VOUCHER = '30 元无门槛券'

describe('a customer gets angry', () => {
  let house: House
  let chat: ChatPage
  let lin: Window
  let fang: DeskPage

  before(async () => {
    house = await openHouse()
    lin = await house.window()
    await signInAtShop(lin.page, house.shop, CUSTOMER)
    chat = chatOn(lin.page)
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'fang')
    fang = deskOn(page, CUSTOMER)
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('an operator adds a voucher to a strategy, tries it on the past and releases it', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'qiu')
    await goTo(page, strategy.title)
    await page.getByRole('button', { name: strategy.new }).waitFor()
    // Scenes have names: a task's where there is one.
    await page.getByText('退款进度').first().waitFor()
    const lines = await page.getByRole('main').textContent()
    for (const id of ['refund_progress', 'cancel_order', 'order_query']) assert.ok(!lines?.includes(id), id)
    await shootLooks(page, 'strategies')
    await page.getByText(LINE, { exact: true }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: strategy.offer.add }).click()
    await drawer.getByLabel(strategy.offer.cost).last().fill('30')
    await drawer.getByLabel(`${strategy.offer.text} · 中文`).last().fill(VOUCHER)
    await drawer.getByLabel(`${strategy.offer.text} · English`).last().fill('A ¥30 voucher')
    await drawer.getByLabel(strategy.offer.cost).last().scrollIntoViewIfNeeded()
    await shootLooks(page, 'strategy-offers')
    await drawer.getByRole('button', { name: strategy.keep }).click()
    await page.getByRole('button', { name: strategy.preview }).click()
    await page.getByText(pattern(strategy.previewed)).waitFor()
    await page.getByRole('button', { name: strategy.release, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: strategy.release, exact: true }).click()
    await page.getByText(filled(strategy.inForce, { version: 1 })).waitFor()
  })

  test('the supervisor sees the alert on whatever page he is', async () => {
    await goTo(fang.page, alerts.title)
    await fang.page.getByText(alerts.none).waitFor()
    await shootLooks(fang.page, 'alerts-empty')
    await chat.open()
    await chat.say('你好，我的退款什么时候到')
    await chat.hears(/./)
    await chat.say('怎么还没到？都等了一个星期了，太差劲了！！')
    await chat.hears(/./)
    await chat.say('你们就是骗子！气死我了，我要投诉你们！！！')
    const row = fang.page.getByRole('listitem').filter({ hasText: CUSTOMER })
    await row.waitFor()
    await row.locator('[data-emotion]').first().waitFor()
    await fang.page.getByText(filled(alerts.toast.raised, { name: CUSTOMER })).waitFor()
    await shootLooks(fang.page, 'alerts-open')
  })

  test('he sees why it fired, claims it and takes the conversation over', async () => {
    await fang.page.getByRole('link', { name: CUSTOMER }).first().click()
    await fang.page.getByText(alerts.firedHere).waitFor()
    await fang.page.getByText(/骗子/).first().waitFor()
    await shootLooks(fang.page, 'alert-replay')
    await fang.page.getByRole('button', { name: alerts.act.takeOver }).click()
    await fang.box.waitFor()
    const bar = fang.page.getByRole('region', { name: desk.treatment.label })
    await bar.getByRole('button').first().waitFor()
    await fang.page.keyboard.press('Alt+Shift+Digit4')
    await bar.getByText(pattern(desk.treatment.done.ticket)).waitFor()
    await fang.page.keyboard.press('Alt+Shift+Digit5')
    await bar.getByText(pattern(desk.treatment.done.voucher)).waitFor()
    await shootLooks(fang.page, 'offer-issued')
    const words = await fang.box.inputValue()
    for (const told of [desk.treatment.toldDone.ticket, desk.treatment.toldDone.voucher])
      assert.match(words, pattern(told))
    await shoot(fang.page, 'strategy-on-the-desk')
    await fang.page.getByRole('button', { name: emotion.curve.show }).click()
    await fang.page.getByText(pattern(emotion.curve.sentence)).waitFor()
    await shoot(fang.page, 'emotion-on-the-desk')
    await fang.page.keyboard.press('Escape')
    await fang.say('林女士您好，我是主管，这件事我来负责到底。')
    await chat.hears(/我来负责到底/)
    const orders = await lin.context.newPage()
    await orders.goto(`${house.shop}/orders`)
    await orders.getByText(/YH\d+/).waitFor()
    await shoot(orders, 'shop-voucher')
    await orders.close()
    await goTo(fang.page, alerts.title)
    await fang.page
      .getByText(/跟进中/)
      .first()
      .waitFor()
  })
})
