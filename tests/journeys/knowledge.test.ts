import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type ChatPage, chatOn } from './chat-page.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords } from './words.ts'

const { knowledge, lists, shell } = consoleWords.zh
const TITLE = '礼品卡怎么用'
const ANSWER = '在付款页点“使用礼品卡”，输入 16 位卡号即可抵扣。'

describe('an operator tends the knowledge', () => {
  let house: House
  let page: Page
  let guest: Page
  let chat: ChatPage

  before(async () => {
    house = await openHouse()
    page = (await house.window()).page
    guest = (await house.window()).page
    await signInAtConsole(page, house.console, 'qiu')
    await guest.goto(`${house.shop}/?lang=zh`)
    chat = chatOn(guest)
    await chat.open()
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('what nobody has written the bot does not claim to know', async () => {
    await chat.say(TITLE)
    const heard = await chat.hears(/[^\d:]/)
    assert.ok(!heard.includes('16 位卡号'))
  })

  test('an article that is written and published is what the bot answers with at once', async () => {
    await goTo(page, knowledge.title)
    await page.getByRole('table').getByRole('row').nth(1).waitFor()
    await shootLooks(page, 'knowledge')
    await page.getByRole('button', { name: knowledge.new }).click()
    await page.getByLabel(knowledge.field.title, { exact: true }).fill(TITLE)
    await page.getByLabel(knowledge.field.category, { exact: true }).fill(knowledge.categories.payment)
    await page.getByLabel(knowledge.field.body, { exact: true }).fill(ANSWER)
    const question = page.getByLabel(knowledge.questions.label, { exact: true })
    for (const asked of ['怎么使用礼品卡', '礼品卡在哪里输入']) {
      await question.fill(asked)
      await question.press('Enter')
    }
    await shootLooks(page, 'article-new')
    await page.getByRole('button', { name: knowledge.act.saveAndPublish }).click()
    await page.getByText(knowledge.did.publish).waitFor()
    await page.getByText(knowledge.status.published, { exact: true }).first().waitFor()
    await shoot(page, 'article-published')
    await chat.say('我有张礼品卡怎么用')
    await chat.hears(/16 位卡号/)
    await chat.log.getByText(new RegExp(TITLE)).last().waitFor()
    await shootLooks(guest, 'widget-article')
  })

  test('it is found by the search that asks like a customer', async () => {
    await goTo(page, knowledge.title)
    await page.getByPlaceholder(knowledge.try.placeholder).fill('礼品卡在哪输')
    await page.getByText(ANSWER.slice(0, 12)).first().waitFor()
    await shoot(page, 'knowledge-try')
    await page.getByRole('link', { name: TITLE }).first().click()
    await page.getByRole('heading', { name: TITLE }).waitFor()
  })

  test('a next wording waits for its review; customers hear the present one until it is approved', async () => {
    const { review, versions } = knowledge
    await page.getByLabel(knowledge.field.body, { exact: true }).fill(ANSWER.replace('16 位', '20 位'))
    await page.getByRole('button', { name: new RegExp(`^${lists.save} `) }).click()
    await page.getByText(knowledge.did.saveNext).waitFor()
    await chat.say('我有张礼品卡怎么用啊')
    await chat.hears(/16 位卡号/)
    await page.getByRole('button', { name: shell.more }).click()
    await page.getByRole('menuitem', { name: knowledge.act.review }).click()
    await page.getByRole('dialog').getByRole('button', { name: review.act.request, exact: true }).click()
    await page.getByText(review.did.request).waitFor()
    await shootLooks(page, 'article-review')
    await page.getByRole('button', { name: review.act.approve }).click()
    await page.getByRole('dialog').getByRole('button', { name: review.act.approve }).click()
    await page.getByText(review.did.approve).waitFor()
    await chat.say('礼品卡到底怎么用')
    await chat.hears(/20 位卡号/)
    await page.getByRole('link', { name: versions.title }).click()
    await page.getByText(versions.live, { exact: true }).waitFor()
    await page.locator('ins').filter({ hasText: '20' }).first().waitFor()
    await shootLooks(page, 'article-versions')
    await page.goBack()
    await page.getByRole('heading', { name: TITLE }).waitFor()
  })

  test('an article that is taken back is not used any more', async () => {
    await page.getByRole('button', { name: shell.more }).click()
    await shoot(page, 'article-more')
    await page.getByRole('menuitem', { name: knowledge.act.unpublish }).click()
    await page.getByText(knowledge.did.unpublish).waitFor()
    await chat.say('我有张礼品卡，怎么用呢')
    const heard = await chat.hears(/[^\d:]/)
    assert.ok(!heard.includes('位卡号'), heard)
  })
})
