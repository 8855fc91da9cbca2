import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { LOST_AFTER_MS } from '../../src/desk/contract.ts'
import { openChat } from '../harness/chat-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot } from './shots.ts'
import { consoleWords, filled, widgetWords } from './words.ts'

const { desk } = consoleWords.zh
const CUSTOMER = '林婉清'
const HALF = '您的退款我查到了，预计'

describe('an agent who is gone', () => {
  let house: House
  let chat: ChatPage

  before(async () => {
    house = await openHouse()
    const lin = await house.window()
    await signInAtShop(lin.page, house.shop, CUSTOMER)
    chat = chatOn(lin.page)
  })
  after(() => house?.close())

  test('who goes away keeps her chats and gets no new ones; when she goes home a colleague has them and the customers know', async () => {
    const [amy, fang] = [await house.window(), await house.window()]
    const visitor = chatOn((await house.window()).page)
    const deskOfAmy = deskOn(amy.page, '')
    await signInAtConsole(amy.page, house.console, 'amy')
    await deskOfAmy.goOnline()
    await visitor.launcher.page().goto(house.shop)
    await visitor.open()
    await visitor.say('你好')
    await visitor.hears(/./)
    await visitor.frame.getByRole('button', { name: widgetWords.zh.handOver }).first().click()
    const second = await openChat(house.url)
    await second.say('转人工', { wait: true })
    const list = (page: Page, title: string) =>
      page
        .getByRole('complementary', { name: desk.queue.label })
        .locator('section')
        .filter({ hasText: title })
        .locator('[data-conversation]')
    const mine = list(amy.page, desk.queue.mine)
    for (let n = 1; n <= 2; n++) {
      await list(amy.page, desk.queue.waiting).first().waitFor()
      await amy.page.keyboard.press('Alt+n')
      await waitFor(async () => (await mine.count()) === n, `${n} chats are hers`)
    }

    await amy.page.getByRole('button', { name: desk.presence.label }).click()
    await amy.page.getByRole('menuitem').nth(1).click()
    await amy.page.getByText(filled(desk.presence.keeps, { count: 2 })).waitFor()
    await shoot(amy.page, 'away-with-chats')
    assert.equal(await mine.count(), 2)

    await signInAtConsole(fang.page, house.console, 'fang')
    await goTo(fang.page, desk.title)
    await amy.page.getByRole('button', { name: desk.presence.label }).click()
    await amy.page.getByRole('menuitem', { name: desk.presence.offline, exact: true }).click()
    const ask = amy.page.getByRole('dialog', { name: filled(desk.presence.leaveAsk, { count: 2 }) })
    await ask.getByRole('button', { name: desk.presence.leave }).waitFor()
    await shoot(amy.page, 'going-home')
    await ask.getByRole('button', { name: desk.presence.leave }).click()
    await waitFor(async () => (await mine.count()) === 0, 'nothing is hers any more')
    await visitor.log.getByText(widgetWords.zh.noticeAgentLeft).waitFor()
    await shoot(fang.page, 'left-to-colleagues')
    const hers = list(fang.page, desk.queue.mine)
    for (let n = 1; n <= 2; n++) {
      await list(fang.page, desk.queue.waiting).first().waitFor()
      await fang.page.keyboard.press('Alt+n')
      await waitFor(async () => (await hers.count()) === n, `${n} are a colleague's`)
    }
    assert.deepEqual(house.problems(/401|aborted|closed/), [])
  })

  test('closes the laptop in the middle of a reply: the chat waits for somebody else, and what was written is there on another machine', async () => {
    const laptop = await house.window()
    await signInAtConsole(laptop.page, house.console, 'lina')
    const na = deskOn(laptop.page, CUSTOMER)
    await na.goOnline()
    const other = await house.window()
    await signInAtConsole(other.page, house.console, 'hao')
    const hao = deskOn(other.page, CUSTOMER)
    await hao.goOnline()
    await chat.open()
    await chat.say('你好')
    await chat.hears(/./)
    await chat.frame.getByRole('button', { name: widgetWords.zh.handOver }).first().click()
    await na.item(CUSTOMER).click()
    await na.page.keyboard.press('Alt+n')
    await na.box.waitFor()
    const kept = na.page.waitForResponse((answer) => answer.url().includes('/api/desk/drafts/') && answer.ok())
    await na.box.fill(HALF)
    await kept
    await laptop.context.close()

    await hao.item(CUSTOMER).waitFor({ timeout: LOST_AFTER_MS + 40_000 })
    await hao.item(CUSTOMER).click()
    await shoot(hao.page, 'laptop-closed')
    const back = await house.window()
    await signInAtConsole(back.page, house.console, 'lina')
    await goTo(back.page, desk.title)
    const again = deskOn(back.page, CUSTOMER)
    await again.goOnline()
    await again.item(CUSTOMER).click()
    await back.page.keyboard.press('Alt+n')
    await again.box.waitFor()
    await waitFor(async () => (await again.box.inputValue()) === HALF, 'the half reply is there')
    assert.deepEqual(house.problems(/401|aborted|closed/), [])
  })
})
