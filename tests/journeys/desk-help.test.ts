import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { waitFor } from '../harness/wait-for.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { type DeskPage, deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const { desk, quality, practice } = consoleWords.zh
const CUSTOMER = '林婉清'

describe('help at the desk, inspection and practice', () => {
  let house: House
  let chat: ChatPage
  let na: DeskPage

  before(async () => {
    house = await openHouse()
    const lin = await house.window()
    await signInAtShop(lin.page, house.shop, CUSTOMER)
    chat = chatOn(lin.page)
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'lina')
    na = deskOn(page, CUSTOMER)
    await na.goOnline()
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(/status of 422/), []))

  test('the brief names the root and offers solutions; one key puts the first into the reply box', async () => {
    await chat.open()
    await chat.say('扫拖机器人 X10 坏了，我要退货，订单 HM10001001')
    await chat.hears(/./)
    await chat.frame.getByRole('button', { name: /人工/ }).first().click()
    await na.item(CUSTOMER).click()
    const brief = na.page.getByRole('region', { name: desk.brief.label })
    await brief.getByText(desk.brief.solutions, { exact: true }).waitFor()
    await brief.getByRole('button', { name: desk.brief.keep }).first().waitFor()
    await shootLooks(na.page, 'brief-solutions')
    await na.page.keyboard.press('Alt+n')
    await na.box.waitFor()
    await na.page.keyboard.press('Alt+Shift+Digit1')
    await waitFor(async () => (await na.box.inputValue()).length > 10, 'the solution in the box')
    await na.box.fill('')
  })

  test('a suggestion comes by one key, and what was sent of it is told', async () => {
    const panel = na.page.getByRole('region', { name: desk.assist.label })
    await panel.getByRole('listitem').first().waitFor()
    await shootLooks(na.page, 'assist-panel')
    await na.box.press('Alt+Digit1')
    await waitFor(async () => (await na.box.inputValue()).length > 5, 'the suggestion in the box')
    const told = na.page.waitForRequest((request) => request.url().endsWith('/assist/feedback'))
    await na.box.press('Enter')
    const body = (await told).postDataJSON() as { sent: string; suggestion: { rank: number } }
    assert.equal(body.suggestion.rank, 1)
    assert.ok(body.sent.length > 5)
  })

  test('banned wording is named while it is typed, does not go out, and one click says it better', async () => {
    await na.box.fill('这是您自己的问题')
    const warnings = na.page.getByRole('list', { name: desk.assist.wording })
    await warnings.getByText(desk.assist.refused).waitFor()
    await shootLooks(na.page, 'wording-warning')
    await na.box.press('Enter')
    assert.equal(await na.box.inputValue(), '这是您自己的问题')
    await warnings.getByRole('button', { name: desk.assist.replace }).click()
    assert.match(await na.box.inputValue(), /我来看看哪里出了问题/)
    await warnings.waitFor({ state: 'hidden' })
    await na.box.press('Enter')
    await chat.hears(/我来看看哪里出了问题/)
    await na.page.keyboard.press('Alt+w')
    const closing = na.page.getByRole('dialog', { name: filled(desk.close.title, { name: CUSTOMER }) })
    await closing.getByRole('radio', { name: desk.close.reason.solved, exact: true }).check()
    await closing.getByRole('button', { name: desk.close.submit }).click()
    await chat.frame.getByRole('radio', { name: /1/ }).first().check({ force: true })
    await chat.frame.getByRole('button', { name: /提交/ }).first().click()
  })

  test('a bad rating comes up for inspection; the supervisor scores it beside the conversation', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'fang')
    await goTo(page, quality.title)
    const row = page.getByRole('row').filter({ hasText: CUSTOMER }).filter({ hasText: quality.status.waiting })
    await waitFor(
      async () => {
        await page.reload()
        return row
          .first()
          .waitFor({ timeout: 4000 })
          .then(
            () => true,
            () => false,
          )
      },
      'the conversation to inspect',
      30_000,
    )
    await shootLooks(page, 'quality-list')
    await row.getByRole('link').first().click()
    const card = page.getByRole('complementary', { name: quality.card })
    for (const name of ['听懂问题，不让客户重复', '回应客户的情绪'])
      await card.getByLabel(name).getByRole('radio').nth(2).click()
    await card.getByRole('textbox', { name: quality.comment }).fill('注意先安抚')
    await shootLooks(page, 'quality-card')
    await card.getByRole('button', { name: new RegExp(quality.save) }).click()
    await card.getByText(new RegExp(`${quality.passed}|${quality.failed}`)).waitFor()
    await page.goto(`${house.console}/quality/settings`)
    await page.getByText(quality.settings.rules).first().waitFor()
    await shootLooks(page, 'quality-settings')
  })

  test('the agent reads her result and objects', async () => {
    await goTo(na.page, quality.title)
    await na.page.getByRole('row').filter({ hasText: CUSTOMER }).getByRole('link').first().click()
    await na.page.getByRole('textbox', { name: quality.appeal.text }).fill('当时客户已经接受了这个说法')
    await na.page.getByRole('button', { name: quality.appeal.send }).click()
    await na.page.getByText(quality.appeal.waiting).waitFor()
    await shootLooks(na.page, 'quality-appeal')
  })

  test('an agent practises with an angry customer and gets marks', async () => {
    await goTo(na.page, practice.title)
    const title = '第三次坏了的吹风机'
    await na.page.getByRole('button', { name: filled(practice.startOf, { title }) }).waitFor()
    await shootLooks(na.page, 'practice-list')
    await na.page.getByRole('button', { name: filled(practice.startOf, { title }) }).click()
    const box = na.page.getByRole('textbox', { name: practice.write })
    const log = na.page.getByRole('log')
    for (const [said, heard] of [
      ['您好王先生，非常抱歉，这是我们的责任。请提供一下订单号。', 'HM20250817'],
      ['请问具体是什么现象？', '焦味'],
      ['您可以选择全额退款，或者换一台新的。', '我不换了'],
    ] as const) {
      await box.fill(said)
      await box.press('Enter')
      await log.getByText(heard).first().waitFor()
    }
    await shootLooks(na.page, 'practice-run')
    await na.page.getByRole('button', { name: practice.end }).click()
    const result = na.page.getByRole('region', { name: practice.result })
    await result.getByText(practice.status.ended).waitFor()
    await shootLooks(na.page, 'practice-result')
  })
})
