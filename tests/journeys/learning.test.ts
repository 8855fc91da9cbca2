import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openChat } from '../harness/chat-client.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { faultsOfPage } from './axe.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, pattern, widgetWords } from './words.ts'

const { learning, models, lists } = consoleWords.zh
/** Somebody wants an order cancelled in words that sound like a goodbye. */
const WORDS = '我那单别走了'
const MEANT = '取消订单'
const CUSTOMER = '林婉清'
/** Asked about what the shop knows nothing of, some of it twice in other words. */
const UNCLEAR = [
  '能帮我喂一下家里的猫吗',
  '你能帮我喂一下家里的猫吗',
  '帮我喂猫可以吗',
  '你们会修飞船吗',
  '外星人可以当会员吗',
]

/** Of those, enough to label: what the bot took for something else is no failure that it could know of. */
const MANY = 4

describe('the bot learns from what went wrong', () => {
  let house: House
  let page: Page
  let lin: ChatPage
  let qiu: TeamClient

  const share = (secondShare: number) => qiu.http('/api/learning/settings', { method: 'PUT', body: { secondShare } })
  const open = async () => (await qiu.http<{ open: number }>('/api/learning/counts')).open

  before(async () => {
    house = await openHouse()
    qiu = await signIn(house.url, 'qiu')
    // Two people label what is gathered now; what the agent corrects later stands on her word.
    await share(1)
    for (const text of UNCLEAR) await (await openChat(house.url)).say(text, { wait: true })
    await waitFor(async () => (await open()) >= MANY, 'the cases are gathered', 60_000)
    await share(0)
    page = (await house.window()).page
    await signInAtConsole(page, house.console, 'qiu')
    const shop = await house.window()
    await signInAtShop(shop.page, house.shop, CUSTOMER)
    lin = chatOn(shop.page)
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('an agent tells the desk what a message really meant', async () => {
    await lin.open()
    await lin.say(WORDS)
    assert.doesNotMatch(await lin.hears(/[^\d:\s]/), /取消哪|哪一单|哪个订单|要取消/)
    await lin.frame.getByRole('button', { name: widgetWords.zh.handOver }).first().click()
    const na = await house.window()
    await signInAtConsole(na.page, house.console, 'lina')
    const hers = deskOn(na.page, CUSTOMER)
    await hers.goOnline()
    await hers.item(CUSTOMER).click()
    await na.page.keyboard.press('Alt+n')
    await hers.box.waitFor()
    const said = hers.thread.getByText(WORDS, { exact: true })
    await said.hover()
    await shoot(na.page, 'desk-correct')
    await hers.thread.getByRole('button', { name: learning.correct.open }).first().click()
    const picker = na.page.getByRole('dialog', { name: learning.correct.title })
    await picker.getByRole('option').nth(3).waitFor()
    await shootLooks(na.page, 'desk-intents')
    await picker.getByRole('combobox').fill(MEANT)
    await picker.getByRole('combobox').press('Enter')
    await na.page.getByText(filled(learning.correct.done, { intent: MEANT })).waitFor()
  })

  test('cases are labelled by key, the next one stands there at once, and a slip is taken back', async () => {
    const before = await open()
    await goTo(page, learning.title)
    const shown = page.getByRole('region', { name: learning.case }).locator('blockquote')
    await shown.waitFor()
    await page.getByRole('list', { name: learning.suggestions }).getByRole('button').first().waitFor()
    await shootLooks(page, 'annotate')
    assert.deepEqual(await faultsOfPage(page, 'annotation'), [])
    const first = await shown.textContent()
    await page.keyboard.press('o')
    await waitFor(async () => (await shown.textContent().catch(() => first)) !== first, 'the next case')
    await page.getByText(learning.label.outOfScope).last().waitFor()
    await page.keyboard.press('u')
    await waitFor(async () => (await shown.textContent().catch(() => '')) === first, 'the first case again')
    await page.keyboard.press('/')
    await page.locator('[role=dialog] input:focus').waitFor()
    await page.keyboard.type(MEANT)
    await waitFor(async () => (await page.getByRole('option').count()) === 1, 'one intent of that name')
    await shoot(page, 'annotate-search')
    const picker = page.getByRole('dialog', { name: learning.picker.title })
    await waitFor(async () => {
      if (await picker.isVisible()) await page.keyboard.press('Escape')
      return !(await picker.isVisible())
    }, 'the picker closes')
    await page.keyboard.press('n')
    await page.locator('[role=dialog] input:focus').waitFor()
    await page.keyboard.type('照看宠物')
    await shoot(page, 'annotate-new')
    await page.keyboard.press('Enter')
    await waitFor(async () => (await shown.textContent().catch(() => first)) !== first, 'the case after it')
    await waitFor(async () => (await open()) === before - 1, 'one case fewer')
  })

  test('a whole group gets one label, and all of it can be taken back', async () => {
    await page.getByRole('link', { name: learning.tab.groups }).click()
    const row = page.getByRole('row').filter({ hasText: '猫' }).first()
    await row.waitFor()
    await shootLooks(page, 'groups')
    await row.getByRole('button').click()
    const group = page.getByRole('dialog')
    await group.getByRole('checkbox').first().waitFor()
    await page.keyboard.press('o')
    await group.getByText(pattern(learning.group.preview)).first().waitFor()
    await shootLooks(page, 'group')
    await group.getByRole('button', { name: pattern(learning.group.apply) }).press('Enter')
    await page.getByText(pattern(learning.group.labelled)).first().waitFor()
    await page.getByRole('button', { name: lists.undo }).click()
    await row.waitFor()
  })

  test('where two people disagree a third label decides', async () => {
    const fang = await signIn(house.url, 'fang')
    const { items } = await qiu.http<{ items: { id: string; text: string }[] }>('/api/learning/cases?status=open')
    const [one, two] = items
    assert.ok(one && two)
    const label = (who: TeamClient, id: string, given: object) =>
      who.http(`/api/learning/cases/${id}/label`, { body: { label: given } })
    await label(qiu, one.id, { kind: 'out-of-scope' })
    await label(fang, one.id, { kind: 'out-of-scope' })
    await label(qiu, two.id, { kind: 'out-of-scope' })
    await label(fang, two.id, { kind: 'intent', intentId: 'complaint' })
    await page.getByRole('link', { name: learning.tab.agreement }).click()
    const row = page.getByRole('row').filter({ hasText: two.text })
    await row.waitFor()
    await shootLooks(page, 'agreement')
    await row.getByRole('button').click()
    await page.getByRole('dialog').getByText(learning.settle).waitFor()
    await shoot(page, 'agreement-settle')
    await page.keyboard.press('o')
    await page.getByText(learning.agreement.noDisputed, { exact: true }).waitFor()
    await page.getByRole('link', { name: learning.tab.cases }).click()
    await page.getByRole('row').filter({ hasText: WORDS }).getByText(MEANT, { exact: true }).waitFor()
    await shootLooks(page, 'cases')
    await page.getByRole('link', { name: learning.tab.feedback }).click()
    await page.getByText(learning.feedback.empty).waitFor()
  })

  test('the weekly training learns it and releases it', async () => {
    await goTo(page, models.title)
    await shoot(page, 'intents-coming')
    await page.getByRole('row').filter({ hasText: MEANT }).waitFor()
    await shootLooks(page, 'intents')
    await page.getByRole('row').filter({ hasText: MEANT }).getByRole('link').click()
    await page.getByRole('row').filter({ hasText: WORDS }).getByText(models.source.annotation).waitFor()
    await shootLooks(page, 'intent')
    await page.getByRole('link', { name: models.title }).last().click()
    await page.getByRole('link', { name: models.tab.training }).click()
    await setWeekly(page, new Date(Date.now() + 120_000))
    const weekly = page.getByRole('row').filter({ hasText: models.trigger.weekly })
    await weekly.waitFor({ timeout: 240_000 })
    await shootLooks(page, 'training')
    await weekly.getByText(models.outcome.released).waitFor({ timeout: 120_000 })
    await shoot(page, 'training-done')
    await weekly.getByRole('link').click()
  })

  test('the comparison shows that nothing else got worse, or says what', async () => {
    const comparison = page.getByRole('region', { name: models.compare.title })
    const { same, onlyBetter, isBetter, isWorse } = models.compare
    const sentence = await comparison
      .getByText(/^.*版本 \d+.*%.*。$/)
      .first()
      .textContent()
    assert.ok(sentence, 'no sentence says how the two compare')
    assert.ok(
      [same, onlyBetter, isBetter, isWorse].some((one) => pattern(one).test(sentence)),
      sentence,
    )
    const worse = Number(/(\d+) 句变差/.exec(sentence)?.[1] ?? 0)
    const listed = comparison.getByText(filled(models.compare.worse, { count: worse }))
    if (worse > 0) await listed.waitFor()
    await shootLooks(page, 'version')
    await page.getByRole('link', { name: models.tab.versions }).first().click()
    await page.getByRole('row').filter({ hasText: models.version.is.released }).waitFor()
    await shootLooks(page, 'versions')
    await page.getByRole('link', { name: models.tab.try }).click()
    await page
      .getByLabel(models.try.field, { exact: true })
      .fill('昨天买的咖啡机漏水，订单 HM10001001，气死了，我要退活')
    await page.getByText('HM10001001').nth(1).waitFor()
    await shootLooks(page, 'try')
    assert.deepEqual(await faultsOfPage(page, 'try a sentence'), [])
  })

  test('the same words are right afterwards', async () => {
    const next = await house.window()
    await signInAtShop(next.page, house.shop, '陈思远')
    const chat = chatOn(next.page)
    await chat.open()
    await chat.say(WORDS)
    await chat.hears(/取消/)
    await shoot(next.page, 'widget-learnt')
  })

  test('the same pages in English', async () => {
    const { page: english } = await house.window({ locale: 'en-US' })
    await english.goto(`${house.console}/sign-in`)
    const { shell, learning: words, models: model } = consoleWords.en
    await english.getByLabel(shell.signIn.login, { exact: true }).fill('fang')
    await english.getByLabel(shell.signIn.password, { exact: true }).fill('yinghe-demo-2026')
    await english.getByRole('button', { name: shell.signIn.submit, exact: true }).click()
    await english.getByRole('link', { name: words.title }).click()
    await english.getByRole('heading', { name: words.title }).waitFor()
    await english.getByRole('list', { name: words.suggestions }).getByRole('button').first().waitFor()
    await shoot(english, 'annotate-en')
    for (const tab of ['groups', 'cases', 'agreement', 'feedback'] as const) {
      await english.getByRole('link', { name: words.tab[tab], exact: true }).click()
      await english.waitForLoadState('networkidle')
      await english.locator('[aria-busy=true], .ant-skeleton').first().waitFor({ state: 'detached' })
      await shoot(english, `${tab}-en`)
    }
    await english.getByRole('link', { name: model.title }).click()
    for (const tab of ['training', 'versions', 'try'] as const) {
      await english.getByRole('link', { name: model.tab[tab], exact: true }).click()
      await english.waitForLoadState('networkidle')
      await english.locator('[aria-busy=true], .ant-skeleton').first().waitFor({ state: 'detached' })
      await shoot(english, `${tab}-en`)
    }
  })
})

/** Has the training of each week come at this moment, as an operator would: by the day and the hour in China. */
async function setWeekly(page: Page, at: Date): Promise<void> {
  const china = new Date(at.getTime() + 8 * 3_600_000)
  const day = models.day[String(china.getUTCDay()) as keyof typeof models.day]
  const hour = `${String(china.getUTCHours()).padStart(2, '0')}:00`
  for (const [name, value] of [
    [models.schedule.day, day],
    [models.schedule.hour, hour],
  ] as const) {
    const field = page.getByRole('combobox', { name })
    await field.click()
    // A list that is longer than its window draws only what is seen of it.
    const choice = page.locator('.ant-select-dropdown:visible').getByText(value, { exact: true })
    for (let tries = 0; tries < 30 && !(await choice.isVisible()); tries++) await field.press('ArrowDown')
    await choice.click()
  }
}
