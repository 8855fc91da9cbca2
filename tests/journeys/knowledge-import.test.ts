import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type ChatPage, chatOn } from './chat-page.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { BROKEN_TABLE, makeLongManual, markOf, PAGES, questionOf } from './long-manual.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, pattern } from './words.ts'

const { knowledge, 'knowledge-import': words } = consoleWords.zh
const FILE = '售后手册.docx'
const MINUTES = 60_000

describe('an operator brings in a document of 200 pages', () => {
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

  test('before it the bot does not know what the document says', async () => {
    await chat.say(`${questionOf(37)}？`)
    const heard = await chat.hears(/[^\d:]/)
    assert.ok(!heard.includes(markOf(37)))
  })

  test('the document is read with progress, and every page becomes a row with its state', async () => {
    await goTo(page, knowledge.title)
    await page.getByRole('link', { name: knowledge.tab.import }).click()
    await page.getByText(words.drop).waitFor()
    await shootLooks(page, 'import-home')
    const buffer = await makeLongManual()
    const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    await page.getByLabel(words.choose, { exact: true }).setInputFiles({ name: FILE, mimeType, buffer })
    await page.getByRole('heading', { name: FILE }).waitFor()
    const bar = page.getByRole('progressbar')
    await bar.first().waitFor()
    await shoot(page, 'import-reading')
    await page.getByText(words.status.ready, { exact: true }).waitFor({ timeout: 3 * MINUTES })
    await page.getByRole('button', { name: new RegExp(`^${words.row.new}`) }).waitFor()
    await shootLooks(page, 'import-preview')
  })

  test('what contradicts the base says so, with both wordings', async () => {
    await page.getByRole('button', { name: new RegExp(`^${words.row.conflict}`) }).click()
    await page.getByRole('button', { name: /^支持七天无理由吗/ }).click()
    await page.getByText(words.related.there).first().waitFor()
    await shoot(page, 'import-conflict')
  })

  test('a row is changed in place before it is taken', async () => {
    await page.getByRole('button', { name: words.row.all, exact: true }).click()
    const title = questionOf(0)
    await page.getByRole('button', { name: filled(words.edit.act, { title }), exact: true }).click()
    await page.getByLabel(knowledge.field.title, { exact: true }).fill(`${title}最干净`)
    await shoot(page, 'import-edit')
    await page.getByRole('button', { name: consoleWords.zh.lists.save }).click()
    await page.getByText(`${title}最干净`, { exact: true }).waitFor()
  })

  test('what is taken and published answers customers at once', async () => {
    await page.getByRole('button', { name: words.accept.publish }).click()
    await page.getByText(words.status.done, { exact: true }).waitFor({ timeout: 3 * MINUTES })
    const said = (await page.getByText(pattern(words.done)).first().textContent()) ?? ''
    assert.ok(Number(/\d+/.exec(said)?.[0]) > PAGES * 0.75, said)
    await shootLooks(page, 'import-done')
    await chat.say(questionOf(37))
    await chat.hears(new RegExp(markOf(37)))
    await chat.say(`请问${questionOf(142)}`)
    await chat.hears(new RegExp(markOf(142)))
  })

  test('the whole import can be undone, and the bot no longer says what came with it', async () => {
    await page.getByRole('button', { name: words.undo.act }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.undo.act }).click()
    await page.getByText(words.status.undone, { exact: true }).first().waitFor({ timeout: MINUTES })
    await shoot(page, 'import-undone')
    await chat.say(`${questionOf(37)}呢`)
    const heard = await chat.hears(/[^\d:]/)
    assert.ok(!heard.includes(markOf(37)), heard)
  })

  test('a row of a table that cannot be taken says which it is, and why', async () => {
    await page.getByRole('link', { name: words.title, exact: true }).click()
    const buffer = Buffer.from(BROKEN_TABLE)
    await page
      .getByLabel(words.choose, { exact: true })
      .setInputFiles({ name: '问答.csv', mimeType: 'text/csv', buffer })
    await page.getByText(words.status.ready, { exact: true }).waitFor({ timeout: MINUTES })
    await page.getByRole('button', { name: new RegExp(`^${words.row.error}`) }).click()
    await page.getByRole('note').first().waitFor()
    assert.equal(await page.getByText(filled(words.place.row, { row: 3 })).count(), 1)
    await shoot(page, 'import-error')
  })
})
