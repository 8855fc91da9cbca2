import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openChat } from '../harness/chat-client.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { faultsOfPage } from './axe.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { type DeskPage, deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, pattern, widgetWords } from './words.ts'

const { models, emotion, lists, alerts, learning } = consoleWords.zh
/** Said of a machine, and read as if it were said of the shop. */
const WORDS = '洗衣机疯了一样转'
const LIKE = '机器疯了一样地转'
const CUSTOMER = '林婉清'

describe('the feelings learn from who serves the customers', () => {
  let house: House
  let page: Page
  let na: DeskPage
  let lin: ChatPage
  let chief: TeamClient

  before(async () => {
    house = await openHouse()
    chief = await signIn(house.url, 'admin')
    const shop = await house.window()
    await signInAtShop(shop.page, house.shop, CUSTOMER)
    lin = chatOn(shop.page)
    page = (await house.window()).page
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('an agent sees a wrong feeling, puts it right with two clicks, and can go back', async () => {
    await lin.open()
    await lin.say(WORDS)
    await lin.hears(/[^\d:\s]/)
    await lin.frame.getByRole('button', { name: widgetWords.zh.handOver }).first().click()
    const window = await house.window()
    await signInAtConsole(window.page, house.console, 'lina')
    na = deskOn(window.page, CUSTOMER)
    await na.goOnline()
    await na.item(CUSTOMER).click()
    await window.page.keyboard.press('Alt+n')
    await na.box.waitFor()
    const header = window.page.getByRole('button', { name: pattern(emotion.curve.show) })
    await header.getByText(emotion.label.dissatisfaction).first().waitFor()
    await na.thread.getByText(WORDS, { exact: true }).hover()
    await na.thread.getByRole('button', { name: emotion.correct.open }).first().click()
    const choices = window.page.getByRole('list', { name: emotion.correct.title })
    await choices.getByRole('button').nth(9).waitFor()
    await shootLooks(window.page, 'desk-feeling')
    await choices.getByRole('button', { name: emotion.label.neutral }).click()
    await window.page.getByText(filled(emotion.correct.done, { label: emotion.label.neutral })).waitFor()
    await header.getByText(emotion.label.neutral).first().waitFor()
    await window.page.getByRole('button', { name: lists.undo }).click()
    await header.getByText(emotion.label.dissatisfaction).first().waitFor()
    await shoot(window.page, 'desk-feeling-undone')
  })

  test('by key it takes one press; the curve says that a colleague put it right', async () => {
    const { page: desk } = na
    await na.thread.getByText(WORDS, { exact: true }).hover()
    await na.thread.getByRole('button', { name: emotion.correct.open }).first().click()
    await desk.getByRole('list', { name: emotion.correct.title }).locator('button:focus').waitFor()
    await desk.keyboard.press('1')
    const header = desk.getByRole('button', { name: pattern(emotion.curve.show) })
    await header.getByText(emotion.label.neutral).first().waitFor()
    await header.click()
    await desk.getByText(emotion.correct.pick).waitFor()
    await shootLooks(desk, 'desk-curve')
    await desk.keyboard.press('Escape')
  })

  test('a supervisor finds the label, adds more by hand and from a file, and takes one back', async () => {
    await signInAtConsole(page, house.console, 'fang')
    await goTo(page, models.title)
    await page.getByRole('link', { name: models.tab.feelings, exact: true }).click()
    const row = (text: string) => page.getByRole('row').filter({ hasText: text })
    await row(WORDS).getByText(models.feelingFrom.desk).waitFor()
    await page.keyboard.press('n')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('电视机抽风一样换台')
    await page.keyboard.press('Enter')
    await row('电视机抽风一样换台').waitFor()
    await page.getByRole('button', { name: models.feeling.import }).click()
    const dialog = page.getByRole('dialog', { name: models.feeling.import })
    const content = '文本,情绪\n这事我记住你们了,愤怒\n好吧,开森\n'
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'labels.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(content),
    })
    await dialog.getByText(models.feeling.why['unknown-emotion']).waitFor()
    await shootLooks(page, 'feelings-import')
    await page.keyboard.press('Escape')
    await row('这事我记住你们了').waitFor()
    await shootLooks(page, 'feelings')
    assert.deepEqual(await faultsOfPage(page, 'labels of feelings'), [])
    await row('电视机抽风一样换台')
      .getByRole('button', { name: pattern(models.feeling.remove) })
      .click()
    await row('电视机抽风一样换台').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: lists.undo }).click()
    await row('电视机抽风一样换台').waitFor()
  })

  test('training learns it in seconds, the report tells what it does, and it is released', async () => {
    await page.getByRole('link', { name: models.tab.training, exact: true }).click()
    await page.getByText(models.run.aboutOf.emotion).waitFor()
    await page.getByRole('button', { name: models.run.start }).click()
    const run = page.getByRole('row').filter({ hasText: models.trigger.manual })
    await run.getByText(models.outcome.candidate).waitFor({ timeout: 120_000 })
    await shootLooks(page, 'feelings-training')
    await run.getByRole('link').click()
    await page.getByText(models.guard.kept).waitFor()
    await shootLooks(page, 'feelings-version')
    assert.deepEqual(await faultsOfPage(page, 'version of the feelings'), [])
    await page.getByRole('button', { name: models.version.release }).click()
    await page.getByRole('dialog').getByRole('button', { name: models.version.release }).click()
    await page.getByText(pattern(models.version.didRelease)).waitFor()
    await page.getByRole('link', { name: models.tab.versions }).first().click()
    await page.getByRole('row').filter({ hasText: models.version.is.released }).waitFor()
    await shootLooks(page, 'feelings-versions')
  })

  test('the same words and like ones are calm for the next customer, and a rude one is not', async () => {
    const labelOf = async (text: string) => {
      const chat = await openChat(house.url)
      const { conversationId, seq } = await chat.say(text, { wait: true })
      const read = () =>
        chief.http<{ curve: { seq: number; label: string }[] }>(`/api/conversations/${conversationId}/emotion`)
      await waitFor(async () => (await read()).curve.some((point) => point.seq === seq), 'the message is read')
      return (await read()).curve.find((point) => point.seq === seq)!.label
    }
    assert.deepEqual([await labelOf(WORDS), await labelOf(LIKE)], ['neutral', 'neutral'])
    assert.equal(await labelOf('骗子，退钱'), 'anger')
  })

  /** An alert of a customer who says this. */
  const alarm = async (...said: string[]): Promise<string> => {
    type Alerts = { items: { id: string; conversationId: string }[] }
    const chat = await openChat(house.url)
    const ids = new Set<string>()
    for (const text of said) ids.add((await chat.say(text, { wait: true })).conversationId)
    const found = async () =>
      (await chief.http<Alerts>('/api/alerts?state=open')).items.find((one) => ids.has(one.conversationId))
    await waitFor(async () => (await found()) !== undefined, 'an alert')
    return (await found())!.id
  }

  test('an alert that was a false alarm leads to the message that was read wrongly', async () => {
    const id = await alarm('你们这群骗子！！', '骗子，退钱！！', '气死我了，骗子！！')
    await page.goto(`${house.console}/alerts/${id}`)
    await page.getByRole('button', { name: alerts.act.more, exact: true }).click()
    await page.getByRole('menuitem', { name: alerts.act.falseAlarm }).click()
    await page.getByText(alerts.falseAlarmHint).waitFor()
    await page.getByRole('button', { name: emotion.correct.open }).first().click()
    const choices = page.getByRole('list', { name: emotion.correct.title })
    await choices.locator('button:focus').waitFor()
    await shootLooks(page, 'alert-feeling')
    await page.keyboard.press('5')
    await page.getByText(filled(emotion.correct.done, { label: emotion.label.disappointment })).waitFor()
    await page.getByText(emotion.reason.person).first().waitFor()
  })

  /** What would be done with a whole group; it is left as it is. */
  const lookAtGroup = async () => {
    await page.getByRole('row').getByRole('button').first().click()
    const group = page.getByRole('dialog')
    await group.getByRole('checkbox').first().waitFor()
    await page.keyboard.press('4')
    await group.getByText(emotion.label.dissatisfaction, { exact: true }).last().waitFor()
    await page.keyboard.press('e')
    await group.getByRole('radio', { name: emotion.level.high, checked: true }).waitFor({ state: 'attached' })
    const said = filled(emotion.said, { label: emotion.label.dissatisfaction, level: emotion.level.high })
    await group.getByText(said).first().waitFor()
    await shootLooks(page, 'feelings-group')
  }

  test('a false alarm that nobody put right waits for labelling, by key, and is among the labels', async () => {
    const text = '烦死了，你们就是一群骗子！！'
    const id = await alarm(text)
    await chief.http(`/api/alerts/${id}/act`, { body: { what: 'close', reason: 'false-alarm' } })
    type Cases = { items: { text: string }[] }
    const open = () => chief.http<Cases>('/api/learning/cases?kind=emotion&status=open')
    await waitFor(async () => (await open()).items.some((one) => one.text === text), 'the case is gathered', 60_000)
    await goTo(page, learning.title)
    await page.getByText(pattern(models.kind.emotion)).last().click()
    const card = page.getByRole('region', { name: learning.case })
    const shown = card.locator('blockquote')
    await shown.waitFor()
    for (let skipped = 0; (await shown.textContent()) !== text; skipped++) {
      assert.ok(skipped < 30, 'no case of the false alarm')
      const before = await shown.textContent()
      await page.keyboard.press('s')
      await waitFor(async () => (await shown.textContent().catch(() => before)) !== before, 'the next case')
    }
    await card.getByText(learning.reason['false-alarm']).waitFor()
    await page.getByRole('list', { name: learning.suggestions }).getByText('“骗子”').waitFor()
    await shootLooks(page, 'annotate-feelings')
    assert.deepEqual(await faultsOfPage(page, 'annotation of feelings'), [])
    await page.keyboard.press('q')
    await page.getByRole('radio', { name: emotion.level.low, checked: true }).waitFor({ state: 'attached' })
    await page.keyboard.press('4')
    const said = filled(emotion.said, { label: emotion.label.dissatisfaction, level: emotion.level.low })
    await page.getByText(said).last().waitFor()
    await page.keyboard.press('u')
    await waitFor(async () => (await shown.textContent().catch(() => '')) === text, 'the case again')
    await page.keyboard.press('4')
    await page.getByText(emotion.label.dissatisfaction, { exact: true }).last().waitFor()
    await goTo(page, models.title)
    await page.getByRole('link', { name: models.tab.feelings, exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: text }).filter({ hasText: models.feelingFrom.annotation })
    await row.waitFor()
    for (const tab of ['groups', 'agreement', 'cases'] as const) {
      await page.goto(`${house.console}/learning/${tab}?kind=emotion`)
      await page.getByRole('heading', { name: learning.title }).waitFor()
      await page.locator('[aria-busy=true], .ant-skeleton').first().waitFor({ state: 'detached' })
      await shootLooks(page, `feelings-${tab}`)
      if (tab === 'groups') await lookAtGroup()
    }
    await page.getByRole('row').filter({ hasText: text }).getByText(emotion.label.dissatisfaction).waitFor()
    await page.getByRole('row').filter({ hasText: text }).getByRole('button').click()
    await page.getByRole('dialog').getByText(learning.feels, { exact: true }).waitFor()
    await shootLooks(page, 'feelings-case')
  })

  test('the same pages in English', async () => {
    const { page: english } = await house.window({ locale: 'en-US' })
    await english.goto(`${house.console}/sign-in`)
    const { shell, models: words } = consoleWords.en
    await english.getByLabel(shell.signIn.login, { exact: true }).fill('fang')
    await english.getByLabel(shell.signIn.password, { exact: true }).fill('yinghe-demo-2026')
    await english.getByRole('button', { name: shell.signIn.submit, exact: true }).click()
    await english.getByRole('link', { name: words.title }).click()
    await english.getByRole('link', { name: words.tab.feelings, exact: true }).click()
    await english.getByRole('row').filter({ hasText: WORDS }).waitFor()
    await shootLooks(english, 'feelings-en')
    await english.getByRole('link', { name: words.tab.versions, exact: true }).click()
    await english.getByRole('row').filter({ hasText: words.version.is.released }).getByRole('link').first().click()
    await english.getByText(words.guard.kept).waitFor()
    await shootLooks(english, 'feelings-version-en')
    await english.goto(`${house.console}/learning?kind=emotion`)
    await english.getByRole('list', { name: consoleWords.en.emotion.correct.title }).waitFor()
    await english.getByRole('region', { name: consoleWords.en.learning.case }).locator('blockquote').waitFor()
    await shootLooks(english, 'annotate-feelings-en')
  })
})
