import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { identityToken } from '../harness/identity.ts'
import { waitFor } from '../harness/wait-for.ts'
import { goTo, rail, signInAtConsole } from './console-page.ts'
import { countInput, type Input, inputOf } from './count-input.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const { desk, shell, conversations } = consoleWords.zh
const CHATS = 8

describe('an agent with eight chats', () => {
  let house: House
  let page: Page
  let chats: ChatClient[]

  before(async () => {
    house = await openHouse()
    const window = await house.window()
    page = window.page
    await countInput(window.context)
    await signInAtConsole(page, house.console, 'lina')
    await goTo(page, desk.title)
    await page.getByRole('button', { name: desk.presence.label }).click()
    await page.getByRole('menuitem', { name: desk.presence.online, exact: true }).click()
    const known = await openChat(house.url, { identityToken: await identityToken('c-lin') })
    chats = [known]
    while (chats.length < CHATS) chats.push(await openChat(house.url))
    for (const chat of chats) await chat.say('转人工', { wait: true })
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  const queue = () => page.getByRole('complementary', { name: desk.queue.label })
  const mine = () => queue().locator('section').filter({ hasText: desk.queue.mine }).locator('[data-conversation]')
  const box = () => page.getByRole('textbox', { name: filled(desk.composer.label, { name: '' }) })
  const idOf = (chat: ChatClient) =>
    chat.http<{ items: { id: string }[] }>('/api/widget/conversations').then(({ items }) => items[0]!.id)
  const openOf = () => page.url().split('/').at(-1)

  test('takes them by one key each, in the order they waited, and none moves when a message comes', async () => {
    await waitFor(
      async () => (await queue().locator('[data-conversation]').count()) >= CHATS,
      'all of them wait',
      30_000,
    )
    for (let taken = await mine().count(); taken < CHATS; taken++) {
      await page.keyboard.press('Alt+n')
      await waitFor(async () => (await mine().count()) > taken, `chat ${taken + 1} is mine`)
    }
    const order = () => mine().evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.conversation))
    const before = await order()
    await chats[4]!.say('我的快递到哪了')
    await chats[4]!.say('在吗')
    const line = queue().locator(`[data-conversation="${await idOf(chats[4]!)}"]`)
    await line.getByRole('status', { name: filled(desk.queue.unreadCount, { count: 2 }) }).waitFor()
    await line.getByText('在吗').waitFor()
    assert.deepEqual(await order(), before)
    await shootLooks(page, 'desk-eight-chats')
  })

  test('switches by digit and letter, and a draft stays marked in the list', async () => {
    const place = async (n: number) =>
      mine()
        .nth(n - 1)
        .getAttribute('data-conversation')
    await page.keyboard.press('Control+Alt+3')
    await waitFor(async () => openOf() === (await place(3)), 'the third chat is open')
    await box().fill('您好，我正在为您查')
    await page.keyboard.press('Control+Alt+6')
    await waitFor(async () => openOf() === (await place(6)), 'the sixth chat is open')
    await mine().nth(2).getByText(desk.queue.draft).waitFor()
    await page.getByRole('log').click()
    await page.keyboard.press('j')
    await waitFor(async () => openOf() === (await place(7)), 'j opens the next one')
    await page.keyboard.press('k')
    await waitFor(async () => openOf() === (await place(6)), 'k opens the one before')
    await shoot(page, 'desk-draft-marked')
  })

  test('the ten commonest tasks take this many clicks and keys', async () => {
    const table: [string, Input][] = []
    const task = async (name: string, work: () => Promise<void>) => table.push([name, await inputOf(page, work)])
    const late = await openChat(house.url)
    await late.say('转人工', { wait: true })
    await queue().getByText(desk.queue.accept, { exact: true }).first().waitFor()
    await task('take the next chat', async () => {
      await page.keyboard.press('Alt+n')
      await waitFor(async () => openOf() === (await idOf(late)), 'the new chat is open')
    })
    await task('reply with a canned reply', async () => {
      await box().pressSequentially('/hello')
      await page.getByRole('listbox', { name: desk.composer.scripts }).getByRole('option').first().waitFor()
      await page.keyboard.press('Enter')
      await waitFor(async () => (await box().inputValue()).length > 10, 'the script in the box')
      await page.keyboard.press('Enter')
      await waitFor(async () => (await box().inputValue()) === '', 'the reply is sent')
    })
    await task('tag the chat', async () => {
      await page.keyboard.press('Alt+g')
      await page.getByRole('combobox', { name: desk.filing.add }).pressSequentially('物流')
      await page.keyboard.press('Enter')
      await page.getByText('物流', { exact: true }).first().waitFor()
    })
    await task('switch to the first chat', async () => {
      await page.keyboard.press('Control+Alt+1')
      await waitFor(async () => openOf() === (await mine().first().getAttribute('data-conversation')), 'chat 1 is open')
    })
    await task('look at an order', async () => {
      await page
        .getByRole('complementary', { name: desk.customer.label })
        .getByRole('button', { name: /HM10001001/ })
        .first()
        .click()
    })
    await task('note with a mention', async () => {
      await box().click()
      await page.keyboard.press('Alt+i')
      const note = page.getByRole('textbox', { name: desk.composer.noteLabel })
      await note.pressSequentially('@王')
      await page.getByRole('listbox', { name: desk.composer.mention }).getByRole('option').first().waitFor()
      await page.keyboard.press('Enter')
      await note.pressSequentially('请看')
      await page.keyboard.press('Enter')
      await page.getByRole('log').getByText('请看').waitFor()
    })
    await task('put the chat aside until the customer writes', async () => {
      await page.keyboard.press('Alt+z')
      await page.getByRole('menuitem', { name: desk.snooze.untilReply }).click()
      await queue().getByText(desk.queue.asleep).waitFor()
    })
    await task('transfer to a colleague', async () => {
      await page.keyboard.press('Alt+t')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
    })
    await task('close with a reason', async () => {
      await page.keyboard.press('Alt+w')
      await page.getByRole('dialog').getByRole('button', { name: desk.close.submit }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    })
    await task('find an old conversation', async () => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').last().pressSequentially('快递到哪')
      await page.getByRole('option').filter({ hasText: '快递到哪' }).first().waitFor()
      await shoot(page, 'palette-found')
      await page.keyboard.press('Enter')
      await page.getByRole('log').getByText('我的快递到哪了').waitFor()
    })
    const line = (cells: (string | number)[]) =>
      `${String(cells[0]).padEnd(48)}${cells
        .slice(1)
        .map((cell) => String(cell).padStart(9))
        .join('')}\n`
    process.stdout.write(line(['task', 'clicks', 'keys', 'letters']))
    for (const [name, { clicks, keys, letters }] of table) process.stdout.write(line([name, clicks, keys, letters]))
    for (const [name, { clicks, keys }] of table)
      assert.ok(clicks + keys <= 4, `${name} takes ${clicks} clicks and ${keys} keys`)
  })

  test('a colleague who was called has it in the bell, and both see that the other is there', async () => {
    const { page: his } = await house.window()
    await signInAtConsole(his, house.console, 'hao')
    const bell = rail(his).getByRole('button', { name: filled(shell.bell.label, { count: 1 }) })
    await bell.click()
    await shoot(his, 'bell')
    await his.getByRole('button', { name: /李娜/ }).first().click()
    await his.getByRole('log').getByText('请看').waitFor()
    await goTo(page, desk.title)
    await queue().getByRole('button', { name: desk.queue.asleep }).click()
    await queue()
      .locator('section')
      .filter({ hasText: desk.queue.asleep })
      .locator('[data-conversation] button')
      .first()
      .click()
    await page.getByText(filled(desk.viewers.here, { names: '王浩' })).waitFor()
    await shootLooks(page, 'desk-viewers')
  })

  test('who closes the laptop mid-reply finds the words elsewhere, and the chat goes to others', async () => {
    await page.keyboard.press('Control+Alt+2')
    await waitFor(async () => openOf() === (await mine().nth(1).getAttribute('data-conversation')), 'chat 2 is open')
    const id = openOf()!
    const saved = page.waitForResponse((response) => response.url().includes(`/drafts/${id}`) && response.ok())
    await box().fill('您的包裹今天下午送到，')
    await saved
    await page.context().close()
    const { page: phone } = await house.window()
    await signInAtConsole(phone, house.console, 'lina')
    await phone.goto(`${house.console}/desk/${id}`)
    const there = phone.getByRole('textbox', { name: filled(desk.composer.label, { name: '' }) })
    await waitFor(async () => (await there.inputValue()) === '您的包裹今天下午送到，', 'the draft on another device')
    await phone.context().close()
    const { page: his } = await house.window()
    await signInAtConsole(his, house.console, 'hao')
    await goTo(his, desk.title)
    const waits = his.getByRole('complementary', { name: desk.queue.label }).locator(`[data-conversation="${id}"]`)
    await waits.getByText(desk.reason['agent-left']).waitFor({ timeout: 120_000 })
  })

  test('a supervisor finds, files and exports many at once', async () => {
    const { page: hers } = await house.window()
    await signInAtConsole(hers, house.console, 'fang')
    await goTo(hers, conversations.title)
    await hers.getByRole('searchbox', { name: conversations.search }).fill('快递到哪')
    await hers.getByText('快递到哪', { exact: true }).first().waitFor()
    await shootLooks(hers, 'conversations-found')
    await hers.getByRole('checkbox', { name: conversations.bulk.all }).check()
    await hers.getByRole('combobox', { name: conversations.bulk.tag }).pressSequentially('催单')
    await hers.keyboard.press('Enter')
    await hers.getByText('催单', { exact: true }).first().waitFor()
    await shoot(hers, 'conversations-bulk')
    const download = hers.waitForEvent('download')
    await hers.getByRole('button', { name: conversations.export }).click()
    assert.match((await download).suggestedFilename(), /^conversations-.*\.csv$/)
  })
})
