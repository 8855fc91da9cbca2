import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { LOST_AFTER_MS } from '../../src/desk/contract.ts'
import { waitFor } from '../harness/wait-for.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot } from './shots.ts'
import { consoleWords, widgetWords } from './words.ts'

const { desk } = consoleWords.zh
const CUSTOMER = '林婉清'
const HALF = '您的退款我查到了，预计'

describe('an agent closes the laptop in the middle of a reply', () => {
  let house: House
  let chat: ChatPage

  before(async () => {
    house = await openHouse()
    const lin = await house.window()
    await signInAtShop(lin.page, house.shop, CUSTOMER)
    chat = chatOn(lin.page)
  })
  after(() => house?.close())

  test('the chat waits for somebody else, and what was written is there on another machine', async () => {
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
