import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Queue } from '#desk/routing/contract.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { type ChatPage, chatOn, signInAtShop } from './chat-page.ts'
import { type DeskPage, deskOn, goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse, type Window } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, widgetWords } from './words.ts'

const { zh } = widgetWords
const { desk, wall, routing } = consoleWords.zh
const VIP = '林婉清'
const REGULAR = '许一诺'
const SECRET = '可以给他补发一张优惠券'
const ALWAYS_CLOSED = { timeZone: 'Asia/Shanghai', weekly: [[], [], [], [], [], [], []], special: [] }

describe('who gets whom, and the supervisor who sees it all', () => {
  let house: House
  let regular: Window
  let vip: Window
  let regularChat: ChatPage
  let vipChat: ChatPage
  let na: DeskPage
  let fang: Window
  let boss: TeamClient

  before(async () => {
    house = await openHouse()
    boss = await signIn(house.url, 'admin')
    regular = await house.window({ width: 390, height: 844 })
    await signInAtShop(regular.page, house.shop, REGULAR)
    regularChat = chatOn(regular.page)
    vip = await house.window()
    await signInAtShop(vip.page, house.shop, VIP)
    vipChat = chatOn(vip.page)
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'lina')
    na = deskOn(page, VIP)
    fang = await house.window({ width: 1920, height: 1080 })
    await signInAtConsole(fang.page, house.console, 'fang')
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  const putQueue = async (name: string, change: Partial<Queue>) => {
    const { items } = await boss.http<{ items: Queue[] }>('/api/routing/queues')
    const { id, updatedAt: _, ...queue } = items.find((one) => one.id === name)!
    await boss.http(`/api/routing/queues/${id}`, { method: 'PUT', body: { ...queue, ...change } })
  }
  const handOver = async (chat: ChatPage) => {
    await chat.open()
    await chat.frame.getByRole('button', { name: zh.handOver }).click()
  }

  test('a customer who waits sees his place, honest words about the time, and what else he can do', async () => {
    await handOver(regularChat)
    await regularChat.frame.getByText(filled(zh.queuedPlace, { position: '1' })).waitFor()
    await regularChat.frame.getByText(zh.queuedNobody).waitFor()
    await regularChat.frame.getByRole('button', { name: zh.leaveCallBack }).waitFor()
    await shoot(regular.page, 'widget-place-phone')
  })

  test('the VIP who comes later is offered first, and the desk says why', async () => {
    // The offer outlasts the look at the estimate, however slow the machine is.
    await putQueue('vip', { offerSeconds: 600 })
    await na.goOnline()
    await handOver(vipChat)
    await na.item(VIP).waitFor()
    await waitFor(
      async () => (await vipChat.frame.locator('body').textContent())?.includes('约') ?? false,
      'an estimate',
      // The widget asks again every 15 seconds.
      60_000,
    )
    await na.page.keyboard.press('Alt+n')
    await na.box.waitFor()
    await na.page.keyboard.press('Alt+p')
    await na.page.getByRole('button', { name: routing.why.ask }).click()
    await na.page.getByText(filled(routing.why.because['only-one'], { name: '李娜' })).waitFor()
    await shoot(na.page, 'desk-why-routed')
    await na.page.keyboard.press('Escape')
    await na.page.keyboard.press('Escape')
  })

  test('the supervisor whispers to who serves, which the customer never sees, and takes over in one click', async () => {
    await goTo(fang.page, wall.title)
    await fang.page.getByRole('heading', { name: wall.title }).waitFor()
    await fang.page.getByRole('button', { name: new RegExp(`${wall.waiting}.*1`) }).waitFor()
    await shoot(fang.page, 'wall-1920')
    await fang.page.getByRole('button', { name: new RegExp(wall.idle) }).click()
    await fang.page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(VIP) })
      .click()
    await fang.page.getByRole('textbox', { name: filled(wall.whisper, { name: '李娜' }) }).fill(SECRET)
    await shoot(fang.page, 'wall-monitor')
    await fang.page.getByRole('button', { name: wall.whisperSend }).click()
    await na.page.getByText(filled(wall.whisperFrom, { name: '方琳' })).waitFor()
    await na.thread.getByText(SECRET).waitFor()
    await shoot(na.page, 'desk-whispered')
    await fang.page.getByRole('button', { name: wall.takeOver }).click()
    await fang.page.getByRole('textbox', { name: filled(desk.composer.label, { name: VIP }) }).waitFor()
    await vipChat.frame.getByText(filled(zh.statusHuman, { name: '方琳' })).waitFor()
    const all = await vipChat.frame.locator('body').evaluate((body) => body.innerHTML)
    assert.ok(!all.includes(SECRET), 'the customer got the whisper')
  })

  test('of two agents who accept at once one gets the chat', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'hao')
    const both = [deskOn(na.page, REGULAR), deskOn(page, REGULAR)] as const
    await goTo(na.page, desk.title)
    await both[1].goOnline()
    // Neither request leaves before both are made.
    const gate = Promise.withResolvers<void>()
    let asked = 0
    for (const one of both)
      await one.page.route('**/accept', async (route) => {
        if (++asked === both.length) gate.resolve()
        await gate.promise
        await route.continue()
      })
    for (const one of both) await one.item(REGULAR).waitFor()
    await Promise.all(both.map((one) => one.page.keyboard.press('Alt+n')))
    const won = (one: DeskPage) => one.queue.locator('section').filter({ hasText: desk.queue.mine }).getByText(REGULAR)
    await waitFor(async () => (await regularChat.frame.locator('body').textContent())?.includes('为您服务'), 'somebody')
    await waitFor(
      async () => (await won(both[0]).count()) + (await won(both[1]).count()) === 1,
      'one of them has the chat, the other has not',
    )
    const [winner, loser] = (await won(both[0]).count()) ? both : both.toReversed()
    await loser!.page.getByText(/这个会话已由(李娜|张浩)接待/).waitFor()
    // Whoever was slower is back at his list, with who has it said and nothing broken behind.
    const lost = loser!.page
    await lost.getByText(desk.desk.pick).waitFor()
    assert.match(lost.url(), /\/desk$/)
    assert.equal(await lost.getByRole('main').getByRole('alert').count(), 0)
    await shoot(lost, 'desk-already-taken')
    // Also by the address: quiet words and a way back instead of "does not exist".
    const [, id] = /\/desk\/([^/?]+)/.exec(winner!.page.url()) ?? []
    await lost.goto(`${house.console}/desk/${id}`)
    await lost.getByText(desk.desk.notYours).waitFor()
    assert.equal(await lost.getByRole('main').getByRole('alert').count(), 0)
    await shoot(lost, 'desk-not-yours')
    await lost.getByRole('button', { name: desk.desk.toList }).click()
    await lost.getByText(desk.desk.pick).waitFor()
    await winner!.say('您好，我来接待您。')
    await regularChat.hears(/我来接待您/)
    const { items } = await boss.http<{ items: { id: string; assigneeId: string }[] }>(
      `/api/conversations?status=human&q=${encodeURIComponent(REGULAR)}`,
    )
    assert.equal(items.length, 1)
    await boss.http(`/api/conversations/${items[0]!.id}/close`, { body: { reason: 'solved' } })
    for (const one of both) await one.page.unroute('**/accept')
  })

  test('at night an ordinary customer is told so and leaves a message that becomes a ticket', async () => {
    await putQueue('general', { hours: ALWAYS_CLOSED })
    await regularChat.say('还有个问题')
    await regularChat.frame.getByRole('button', { name: zh.handOver }).first().click()
    await regularChat.log.getByText(zh.noticeNobody).waitFor()
    await shoot(regular.page, 'widget-night-phone')
    await regularChat.log.getByRole('button', { name: zh.leaveMessage }).last().click()
    await regularChat.frame.getByRole('button', { name: zh.leaveSend }).click()
    await regularChat.frame.getByText(zh.leaveNeedsText).waitFor()
    await shoot(regular.page, 'widget-leave-phone')
    await regularChat.frame.getByLabel(zh.leaveText).fill('请明天联系我，咖啡机漏水')
    await regularChat.frame.getByRole('button', { name: zh.leaveSend }).click()
    await regularChat.log.getByText(/工单 \d+/).waitFor()
    const { items } = await boss.http<{ items: { description: string }[] }>('/api/tickets')
    assert.ok(items.some(({ description }) => description.includes('咖啡机漏水')))
    await putQueue('general', { hours: null })
  })

  test('an operator changes the policy, tries it on yesterday and releases it', async () => {
    const { page } = await house.window()
    await signInAtConsole(page, house.console, 'qiu')
    await goTo(page, routing.title)
    await page.getByRole('button', { name: /VIP/ }).waitFor()
    await shootLooks(page, 'routing-queues')
    await page.getByRole('button', { name: /VIP/ }).click()
    await page.getByRole('dialog').getByText(routing.serving.title).waitFor()
    await shoot(page, 'routing-queue-editor')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: routing.tab.policy }).click()
    await page.getByLabel(routing.urgency.from).fill('40')
    await page.getByRole('button', { name: routing.policy.replay }).click()
    await page
      .getByText(/试算|没有人来找人工|次来访/)
      .last()
      .waitFor()
    await shootLooks(page, 'routing-policy')
    await page.getByRole('button', { name: routing.policy.release, exact: true }).click()
    await page.getByText(filled(routing.policy.version, { version: '2' })).waitFor()
    await page.getByRole('link', { name: routing.tab.staffing }).click()
    await page.getByText(/人同时在岗，/).waitFor()
    await shootLooks(page, 'routing-staffing')
    await page.getByRole('link', { name: routing.tab.agents }).click()
    await page.getByRole('button', { name: '李娜' }).waitFor()
    await shoot(page, 'routing-agents')
  })
})
