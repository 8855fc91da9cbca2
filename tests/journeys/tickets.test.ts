import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse, type Window } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, pattern, widgetWords } from './words.ts'

const { zh } = widgetWords
const { conversations, desk, tickets, lists } = consoleWords.zh
const CUSTOMER = '林婉清'
const TITLE = '扫拖机器人送到时外壳有裂纹'
const FROM_CHAT = '外壳裂纹换新'

describe('a ticket from start to follow-up', () => {
  let house: House
  let lin: Window
  let chat: ChatPage
  let na: Window
  let fang: Window

  before(async () => {
    house = await openHouse()
    lin = await house.window()
    await signInAtShop(lin.page, house.shop, CUSTOMER)
    chat = chatOn(lin.page)
    na = await house.window()
    await signInAtConsole(na.page, house.console, 'lina')
    fang = await house.window()
    await signInAtConsole(fang.page, house.console, 'fang')
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('an agent opens it by key, with what its type asks for', async () => {
    const { page } = na
    await goTo(page, tickets.title)
    await page.getByRole('table', { name: tickets.title }).waitFor()
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: tickets.new })
    await dialog.getByLabel(tickets.field.customer, { exact: true }).fill(CUSTOMER)
    await page
      .getByRole('option', { name: new RegExp(CUSTOMER) })
      .first()
      .waitFor({ state: 'attached' })
    await page.keyboard.press('Enter')
    await dialog.getByLabel(tickets.field.title, { exact: true }).fill(TITLE)
    await dialog.getByLabel(tickets.field.type, { exact: true }).fill('投诉')
    await page.keyboard.press('Enter')
    await dialog.getByLabel('类别', { exact: true }).fill('商品破损')
    await shoot(page, 'ticket-new')
    await dialog.getByRole('button', { name: tickets.create }).click()
    await page.getByRole('heading', { name: TITLE }).waitFor()
    await page.getByText('商品破损').first().waitFor()
    await shootLooks(page, 'ticket-page')
  })

  test('the customer sees in the chat how it is going', async () => {
    const { page } = na
    await page.getByText(tickets.notes.visible, { exact: true }).first().click()
    await page.getByLabel(tickets.notes.title, { exact: true }).fill('已安排换新，明天上午上门取旧机')
    await page.getByRole('button', { name: tickets.notes.sendVisible }).click()
    await page.getByText('已安排换新，明天上午上门取旧机').first().waitFor()
    await page.getByText(tickets.sla.met).first().waitFor()
    await chat.open()
    await chat.frame.getByRole('button', { name: zh.tickets }).click()
    const dialog = chat.frame.getByRole('dialog', { name: zh.tickets })
    await dialog.getByText(TITLE).waitFor()
    await dialog.getByText('已安排换新，明天上午上门取旧机').waitFor()
    await shootLooks(lin.page, 'widget-tickets')
    await dialog.getByRole('button', { name: zh.ticketsClose }).click()
    await chat.box.waitFor()
  })

  test('a settled complaint is followed up by a rule, and the supervisor is told wherever he is', async () => {
    const { page } = na
    await page.getByLabel(tickets.field.status, { exact: true }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: tickets.status.resolved }).click()
    await goTo(fang.page, tickets.title)
    const row = fang.page.getByRole('row').filter({ hasText: `投诉回访：${TITLE}` })
    await row.waitFor()
    await shootLooks(fang.page, 'tickets-list')
    await row.getByRole('link').click()
    await fang.page.getByRole('button', { name: tickets.history.show }).click()
    await fang.page.getByText(tickets.history.what.opened).first().waitFor()
    await shoot(fang.page, 'ticket-follow-up')
  })

  test('what a customer complains of in the chat becomes a ticket, is settled before his eyes, and he rates it', async () => {
    const deskOfNa = deskOn(na.page, CUSTOMER)
    await deskOfNa.goOnline()
    await chat.say(`${TITLE}，怎么处理`)
    await chat.hears(/./)
    await chat.frame.getByRole('button', { name: zh.handOver }).first().click()
    await deskOfNa.item(CUSTOMER).click()
    await na.page.keyboard.press('Alt+n')
    await deskOfNa.box.waitFor()
    await na.page.keyboard.press('Alt+k')
    const dialog = na.page.getByRole('dialog', { name: filled(desk.ticket.title, { name: CUSTOMER }) })
    const subject = dialog.getByLabel(desk.ticket.subject, { exact: true })
    await subject.waitFor()
    await subject.fill(FROM_CHAT)
    await dialog.getByRole('button', { name: desk.ticket.submit }).click()
    await na.page.getByText(pattern(desk.ticket.done)).waitFor()
    await goTo(na.page, tickets.title)
    await na.page.getByRole('row').filter({ hasText: FROM_CHAT }).getByRole('link').click()
    await na.page.getByLabel(tickets.field.status, { exact: true }).click()
    await na.page.locator('.ant-select-item-option').filter({ hasText: tickets.status.resolved }).click()
    await chat.frame.getByRole('button', { name: zh.tickets }).click()
    const list = chat.frame.getByRole('dialog', { name: zh.tickets })
    const mine = list.getByRole('listitem').filter({ hasText: FROM_CHAT })
    await mine.getByText(zh['ticket-resolved'], { exact: true }).waitFor()
    await list.getByRole('button', { name: zh.ticketsClose }).click()
    await na.page.getByRole('link', { name: tickets.openConversation }).click()
    await na.page.getByRole('button', { name: conversations.openInDesk }).click()
    await deskOfNa.box.waitFor()
    await na.page.keyboard.press('Alt+w')
    const closing = na.page.getByRole('dialog', { name: filled(desk.close.title, { name: CUSTOMER }) })
    await closing.getByRole('radio', { name: desk.close.reason.solved, exact: true }).check()
    await closing.getByRole('button', { name: desk.close.submit }).click()
    await chat.frame
      .getByRole('radio', { name: filled(zh.ratingStar, { score: 5, word: zh.rating5 }) })
      .check({ force: true })
    await chat.frame.getByRole('button', { name: zh.ratingSubmit }).click()
    await chat.frame.getByText(zh.ratingThanks).waitFor()
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'fang')
    await goTo(page, conversations.title)
    const rated = page.getByRole('row').filter({ hasText: filled(conversations.rated, { score: 5 }) })
    await rated.filter({ hasText: CUSTOMER }).filter({ hasText: '李娜' }).first().waitFor()
    await page.close()
  })

  test('tickets are linked, and many are changed at once', async () => {
    const { page } = fang
    await page.getByLabel(tickets.links.number).fill('1')
    await page.getByRole('button', { name: tickets.links.add, exact: true }).click()
    await page.getByRole('button', { name: filled(tickets.links.remove, { number: 1 }) }).waitFor()
    await goTo(page, tickets.title)
    await page.getByRole('checkbox', { name: lists.chooseAll }).check()
    const bar = page.getByRole('toolbar', { name: lists.chosen.label })
    await bar.getByRole('combobox', { name: tickets.bulk.priority }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: tickets.priority.low }).click()
    // The bar goes when none of them refused; what is said of it is gone again before a slow machine has looked.
    await bar.waitFor({ state: 'hidden' })
    await page.getByRole('row').filter({ hasText: tickets.priority.low }).nth(2).waitFor()
  })

  test('a supervisor tries a rule out before it acts, and sets the clocks', async () => {
    const { page } = fang
    await page.getByRole('link', { name: tickets.tab.rules }).click()
    await page.getByText('差评：24 小时内回访').waitFor()
    await shootLooks(page, 'ticket-rules')
    await page.getByRole('button', { name: '投诉办结后回访' }).click()
    const drawer = page.getByRole('dialog', { name: tickets.rules.edit })
    await drawer.getByRole('button', { name: tickets.rules.dry }).click()
    await drawer.getByText(pattern(tickets.rules.dryResult)).waitFor()
    await shoot(page, 'ticket-rule')
    await drawer.getByRole('button', { name: lists.close }).or(drawer.locator('.ant-drawer-close')).first().click()
    await page.getByRole('link', { name: tickets.tab.clocks }).click()
    await page.getByText(tickets.clocks.ownHours).click()
    await shootLooks(page, 'ticket-clocks')
    await page.getByRole('button', { name: tickets.clocks.save }).click()
    await page.getByText(tickets.clocks.saved).waitFor()
    await page.getByRole('link', { name: tickets.tab.types }).click()
    await page.getByRole('button', { name: '投诉' }).click()
    await page.getByRole('dialog', { name: tickets.types.edit }).waitFor()
    await shootLooks(page, 'ticket-type')
  })
})
