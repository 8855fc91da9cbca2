import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords } from './words.ts'

const { tickets } = consoleWords.zh

describe('the business system is down', () => {
  let house: House
  let shop: Page
  let chat: ChatPage

  before(async () => {
    house = await openHouse()
    shop = (await house.window()).page
    await signInAtShop(shop, house.shop, '许一诺')
    chat = chatOn(shop)
    await chat.open()
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('the bot says so and keeps the wish as a ticket', async () => {
    await house.outage('down')
    await chat.say('帮我把订单HM10003001取消，买错了')
    await chat.hears(/暂时连不上[\s\S]*工单|工单[\s\S]*暂时连不上/)
    await shootLooks(shop, 'widget-outage')
  })

  test('the ticket waits in the console with what the customer wanted', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'fang')
    await shoot(page, 'home-outage')
    await goTo(page, tickets.title)
    const row = page.getByRole('row').filter({ hasText: '许一诺' }).first()
    await row.getByRole('link').click()
    await page.getByText('HM10003001').first().waitFor()
    await shoot(page, 'ticket-outage')
  })

  test('when it is back the same wish is done', async () => {
    await house.outage('off')
    await chat.say('现在好了吗，取消订单HM10003001，买错了')
    await chat.hears(/HM10003001[\s\S]*确认/)
    await chat.pick('确认')
    await chat.hears(/取消/)
    await shop.goto(`${house.shop}/orders/HM10003001`)
    await shop.getByText('已取消').first().waitFor()
  })
})
