import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse, type Window } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const { roster } = consoleWords.zh

/** The day that is planned here, in the house's zone; this week may have a shift like the one of next week. */
const WEDNESDAY = (() => {
  const today = new Date(Date.now() + 8 * 3600_000)
  const monday = today.getTime() - ((today.getUTCDay() + 6) % 7) * 86_400_000
  const wednesday = new Date(monday + 9 * 86_400_000)
  return `${wednesday.getUTCMonth() + 1}月${wednesday.getUTCDate()}日`
})()
const NEXT_WEDNESDAY = new RegExp(`换班 ${WEDNESDAY} 周三 早班`)

describe('who works when', () => {
  let house: House
  let fang: Window
  let na: Window
  before(async () => {
    house = await openHouse()
    fang = await house.window({ width: 1280, height: 800 })
    na = await house.window({ width: 390, height: 844 })
    await signInAtConsole(fang.page, house.console, 'fang')
    await signInAtConsole(na.page, house.console, 'lina')
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('a supervisor plans next week by clicks, takes one back, and publishes it; the agent sees it only then', async () => {
    const { page } = fang
    await goTo(page, roster.title)
    await page.getByRole('button', { name: roster.week.after }).click()
    await page.getByRole('columnheader', { name: WEDNESDAY }).waitFor()
    const day = (name: string, weekday: string) =>
      page.getByRole('button', { name: new RegExp(`^${name} ${weekday} `) })
    await page.getByRole('button', { name: /^早班/ }).click()
    await day('李娜', '周三').click()
    await day('张浩', '周四').click()
    await day('张浩', '周五').click()
    await page.getByRole('button', { name: roster.week.undo }).click()
    await page.getByRole('button', { name: `张浩 周五 ${roster.week.free}` }).waitFor()
    await page.getByRole('button', { name: /^李娜 周三 早班 08:00–16:00/ }).waitFor()
    await goTo(na.page, roster.title)
    await na.page.getByText(roster.mine.today, { exact: false }).first().waitFor()
    assert.equal(await na.page.getByRole('button', { name: NEXT_WEDNESDAY }).count(), 0)
    await page.getByRole('button', { name: filled(roster.week.publishCount, { count: '2' }) }).click()
    await page.getByRole('dialog').getByRole('button', { name: roster.week.publish, exact: true }).click()
    await page.getByRole('button', { name: roster.week.isPublished }).waitFor()
    await shootLooks(page, 'roster-week')
    await na.page.getByRole('button', { name: NEXT_WEDNESDAY }).waitFor()
  })

  test('the agent asks a colleague to take the shift, the supervisor approves, and it is no longer hers', async () => {
    const { page } = na
    await page.getByRole('button', { name: NEXT_WEDNESDAY }).click()
    await page.getByLabel(roster.mine.colleague).click()
    await page.getByTitle('张浩').click()
    await page.getByLabel(roster.request.note).fill('要去医院')
    await shoot(page, 'roster-swap-phone')
    await page.getByRole('button', { name: roster.request.send }).click()
    await page.getByText(roster.request.waitsForColleague).waitFor()
    await fang.page.getByRole('link', { name: new RegExp(`${roster.tab.requests}.*1`) }).click()
    await fang.page.getByText('要去医院', { exact: false }).waitFor()
    await shootLooks(fang.page, 'roster-requests')
    await fang.page.getByRole('button', { name: roster.request.approve }).click()
    await page.getByText(roster.request.status.approved).waitFor()
    await page.getByRole('button', { name: NEXT_WEDNESDAY }).waitFor({ state: 'detached' })
    await shootLooks(page, 'roster-mine')
  })
})
