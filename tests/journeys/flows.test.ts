import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { chatOn, signInAtShop } from './chat-page.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, pattern } from './words.ts'

const { flows, conversations, desk } = consoleWords.zh

describe('the flows as pictures', () => {
  let house: House
  let page: Page

  before(async () => {
    house = await openHouse()
    page = (await house.window()).page
    await signInAtConsole(page, house.console, 'fang')
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('a flow opens from the list as a graph of its steps, and a step tells what it says', async () => {
    await goTo(page, flows.title)
    const row = page.getByRole('row').filter({ hasText: 'change_address' })
    await row.waitFor()
    await shootLooks(page, 'flows')
    await row.getByRole('link').click()
    const graph = page.getByRole('region', { name: flows.graph })
    for (const step of ['which-order', 'new-address', 'confirm', 'change', 'done']) {
      await graph.getByText(step, { exact: true }).first().waitFor()
    }
    await graph.getByText('new-address', { exact: true }).click()
    await page
      .getByText(/请告诉我新地址/)
      .first()
      .waitFor()
    await page
      .getByText(/What is the new address/)
      .first()
      .waitFor()
    await shootLooks(page, 'flow')
  })

  test('the path of a conversation is marked in the graph', async () => {
    const shop = (await house.window()).page
    await signInAtShop(shop, house.shop, '许一诺')
    const chat = chatOn(shop)
    await chat.open()
    await chat.say('我要改地址')
    await chat.hears(/现在寄往/)
    await chat.say('浙江省杭州市滨江区江南大道1号6栋302')
    await chat.hears(/江南大道1号6栋302/)
    await goTo(page, conversations.title)
    await page.getByRole('row').filter({ hasText: '许一诺' }).first().getByRole('link').click()
    await page.getByText(desk.path.understood).first().waitFor()
    await shoot(page, 'conversation-path')
    await page.getByRole('link', { name: 'change_address' }).first().click()
    await page.getByText(pattern(flows.path.shown)).waitFor()
    const graph = page.getByRole('region', { name: flows.graph })
    const walked = (step: string) =>
      graph
        .getByRole('group')
        .or(graph.locator('[data-id]'))
        .filter({ hasText: step })
        .getByTitle(pattern(flows.path.order))
    await walked('confirm').first().waitFor()
    assert.equal(await walked('too-late').count(), 0, 'a step that was not walked is marked')
    await shootLooks(page, 'flow-path')
  })
})
