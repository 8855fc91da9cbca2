import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { signIn } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { type DeskPage, deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse, type Window } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, pattern, widgetWords } from './words.ts'

const { zh } = widgetWords
const { desk, tickets, conversations } = consoleWords.zh
const CUSTOMER = '林婉清'
const NOTE = '她是老客户，咖啡机别按普通件处理'

describe('a person takes over', () => {
  let house: House
  let lin: Window
  let chat: ChatPage
  let na: DeskPage

  before(async () => {
    house = await openHouse()
    lin = await house.window()
    await signInAtShop(lin.page, house.shop, CUSTOMER)
    chat = chatOn(lin.page)
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'lina')
    na = deskOn(page, CUSTOMER)
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  test('who asks for a person appears on the desk by itself and says why', async () => {
    await na.goOnline()
    await na.queue.getByText(desk.queue.noneWaiting).waitFor()
    await shootLooks(na.page, 'desk-empty')
    await chat.open()
    await chat.say('扫拖机器人 X10 坏了，我要退货，订单 HM10001001')
    await chat.hears(/./)
    await chat.frame.getByRole('button', { name: zh.handOver }).click()
    await chat.frame.getByText(zh.queuedTitle, { exact: true }).waitFor()
    await shootLooks(lin.page, 'widget-queued')
    await na.item(CUSTOMER).waitFor()
    await na.waits(1)
    await shootLooks(na.page, 'desk-waiting')
  })

  test('the agent reads the brief and accepts by key, and the customer sees who is there', async () => {
    await na.item(CUSTOMER).click()
    const brief = na.page.getByRole('region', { name: desk.brief.label })
    await brief.getByText(desk.reason.requested).waitFor()
    await brief.getByText('HM10001001').first().waitFor()
    await shoot(na.page, 'desk-brief')
    await na.page.keyboard.press('Alt+n')
    await na.box.waitFor()
    await na.waits(0)
    await chat.frame.getByText(filled(zh.statusHuman, { name: '李娜' })).waitFor()
    await chat.log.getByText(filled(zh.noticeAgentJoined, { name: '李娜' })).waitFor()
    await shootLooks(na.page, 'desk-open')
    await shootLooks(lin.page, 'widget-human')
  })

  test('both see each other typing and reading', async () => {
    await na.box.pressSequentially('您好')
    await chat.log.getByText(filled(zh.typingAgent, { name: '李娜' })).waitFor()
    await na.box.press('Enter')
    await chat.hears(/您好/)
    await chat.box.pressSequentially('充不进电')
    await na.thread.getByText(filled(desk.thread.typing, { name: CUSTOMER })).waitFor()
    await shoot(na.page, 'desk-typing')
    await chat.box.press('Enter')
    await na.thread.getByText('充不进电', { exact: true }).waitFor()
    const own = chat.log.getByRole('article', { name: zh.you }).last()
    await own.getByText(zh.read, { exact: true }).waitFor()
    await na.thread.getByText(desk.thread.read).first().waitFor()
  })

  test('whoever reads along is named to who serves, and sees her write, in his own language', async () => {
    const { page, context } = await house.window({ locale: 'en-US' })
    const reader = await signIn(house.url, 'fang')
    const [name = '', value = ''] = reader.headers.cookie.split('=')
    await context.addCookies([{ name, value, url: house.url }])
    await page.goto(na.page.url())
    const { viewers, thread } = consoleWords.en.desk
    await page.getByText(filled(viewers.here, { names: 'Li Na' })).waitFor()
    await na.page.getByText(filled(desk.viewers.here, { names: '方琳' })).waitFor()
    await shootLooks(na.page, 'desk-read-along')
    await na.box.pressSequentially('您')
    await page.getByText(filled(thread.typing, { name: 'Li Na' })).waitFor()
    await page.getByText(filled(viewers.writing, { names: 'Li Na' })).waitFor()
    await shoot(page, 'desk-reading-along-en')
    await na.box.fill('')
    await page.getByRole('link', { name: consoleWords.en.home.title, exact: true }).click()
    await na.page.getByText(filled(desk.viewers.here, { names: '方琳' })).waitFor({ state: 'detached' })
    await context.close()
  })

  test('a canned reply comes by slash, with the names filled in', async () => {
    await na.box.pressSequentially('/hello')
    const scripts = na.page.getByRole('listbox', { name: desk.composer.scripts })
    await scripts.getByRole('option').first().waitFor()
    await shootLooks(na.page, 'desk-scripts')
    await na.box.press('Enter')
    await waitFor(async () => (await na.box.inputValue()).includes(`${CUSTOMER}您好`), 'the script in the box')
    assert.match(await na.box.inputValue(), /李娜/)
    await na.box.press('Enter')
    await chat.hears(/林婉清您好，我是禾木生活的李娜/)
  })

  test('a private note stays on the desk and an order card reaches the customer', async () => {
    await na.box.press('Alt+i')
    const note = na.page.getByRole('textbox', { name: desk.composer.noteLabel })
    await note.fill(NOTE)
    await shoot(na.page, 'desk-note')
    await note.press('Enter')
    await na.thread.getByText(NOTE).waitFor()
    const customer = na.page.getByRole('complementary', { name: desk.customer.label })
    await customer.getByRole('button', { name: `${desk.orders.insert}: HM10001001` }).click()
    await shoot(na.page, 'desk-card-ready')
    await na.page.getByRole('button', { name: new RegExp(`${desk.composer.send}$`) }).click()
    await chat.log
      .getByRole('article', { name: /扫拖机器人|HM10001001/ })
      .last()
      .waitFor()
    await shootLooks(lin.page, 'widget-card')
    const all = await chat.frame.locator('body').evaluate((body) => body.innerHTML)
    assert.ok(!all.includes(NOTE), 'the customer got the private note')
    const stored = await lin.page.evaluate(() => JSON.stringify(localStorage))
    assert.ok(!stored.includes(NOTE))
  })

  test('a ticket opened from the conversation is in the list with its fields filled', async () => {
    await na.page.keyboard.press('Alt+k')
    const dialog = na.page.getByRole('dialog', { name: filled(desk.ticket.title, { name: CUSTOMER }) })
    const subject = dialog.getByLabel(desk.ticket.subject, { exact: true })
    await subject.waitFor()
    const title = await subject.inputValue()
    assert.ok(title.length > 2, 'the title is empty')
    assert.match(await dialog.getByLabel(desk.ticket.description).inputValue(), /HM10001001/)
    await dialog.getByText('退款退换', { exact: true }).waitFor()
    await shoot(na.page, 'desk-ticket')
    await dialog.getByRole('button', { name: desk.ticket.submit }).click()
    await na.page.getByText(pattern(desk.ticket.done)).waitFor()
    await goTo(na.page, tickets.title)
    const row = na.page.getByRole('row').filter({ hasText: title }).filter({ hasText: CUSTOMER })
    await row.waitFor()
    await shootLooks(na.page, 'tickets')
    await row.getByRole('link').click()
    await na.page.getByText('HM10001001').first().waitFor()
    await na.page.getByRole('link', { name: tickets.openConversation }).waitFor()
    await shootLooks(na.page, 'ticket')
    await goTo(na.page, desk.title)
    await na.item(CUSTOMER).click()
    await na.box.waitFor()
  })

  test('the conversation goes to a colleague with a note, who ends it with a reason, and the customer rates', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'hao')
    const hao = deskOn(page, CUSTOMER)
    await hao.goOnline()
    await na.page.keyboard.press('Alt+t')
    const dialog = na.page.getByRole('dialog', { name: filled(desk.transfer.title, { name: CUSTOMER }) })
    await dialog.getByRole('combobox').fill('张浩')
    await dialog.getByRole('combobox').press('Enter')
    await dialog.getByPlaceholder(desk.transfer.note).fill('充电座没有反应，请远程排查')
    await shoot(na.page, 'desk-transfer')
    await dialog.getByRole('button', { name: desk.transfer.submit, exact: true }).click()
    await hao.item(CUSTOMER).click()
    await hao.page.getByText('充电座没有反应，请远程排查').first().waitFor()
    await hao.thread.getByText(NOTE).waitFor()
    await hao.page.keyboard.press('Alt+n')
    await hao.box.waitFor()
    await chat.log.getByText(filled(zh.noticeTransferredTo, { name: '张浩' })).waitFor()
    await shootLooks(hao.page, 'desk-transferred')
    await hao.say('换一个插座后能充上了吗？')
    await chat.hears(/换一个插座/)
    await hao.page.keyboard.press('Alt+w')
    const closing = hao.page.getByRole('dialog', { name: filled(desk.close.title, { name: CUSTOMER }) })
    await closing.getByRole('radio', { name: desk.close.reason.solved, exact: true }).check()
    await shoot(hao.page, 'desk-close')
    await closing.getByRole('button', { name: desk.close.submit }).click()
    await chat.frame.getByText(zh.ratingTitle).waitFor()
    await chat.frame
      .getByRole('radio', { name: filled(zh.ratingStar, { score: 4, word: zh.rating4 }) })
      .check({ force: true })
    await chat.frame.getByLabel(zh.ratingComment).fill('转接很快，没让我重复')
    await shootLooks(lin.page, 'widget-rating')
    await chat.frame.getByRole('button', { name: zh.ratingSubmit }).click()
    await chat.frame.getByText(zh.ratingThanks).waitFor()
    await shoot(lin.page, 'widget-rated')
  })

  test('the supervisor sees the rating with the words and the reason', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'fang')
    await shootLooks(page, 'home')
    await goTo(page, conversations.title)
    const rated = filled(conversations.rated, { score: 4 })
    const row = page.getByRole('row').filter({ hasText: CUSTOMER }).filter({ hasText: rated }).first()
    await row.waitFor()
    await shootLooks(page, 'conversations')
    await row.getByRole('link').click()
    await page.getByRole('tab', { name: conversations.overview }).click()
    await page.getByText('转接很快，没让我重复').waitFor()
    await page.getByText(desk.close.reason.solved, { exact: true }).waitFor()
    await shootLooks(page, 'conversation')
  })
})
