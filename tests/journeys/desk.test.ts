import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { identityToken } from '../harness/identity.ts'
import { waitFor } from '../harness/wait-for.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, pattern } from './words.ts'

const { desk, conversations } = consoleWords.zh
const CHATS = 8

describe('an agent with eight chats', () => {
  let house: House
  let page: Page
  let chats: ChatClient[]

  before(async () => {
    house = await openHouse()
    const window = await house.window()
    page = window.page
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
  const idOf = (chat: ChatClient) =>
    chat.http<{ items: { id: string }[] }>('/api/widget/conversations').then(({ items }) => items[0]!.id)

  test('takes them by one key each, in the order they waited, and none moves when a message comes', async () => {
    await waitFor(
      async () => (await queue().locator('[data-conversation]').count()) >= CHATS,
      'all of them wait',
      60_000,
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
    await line.getByRole('status', { name: pattern(desk.queue.unreadCount) }).waitFor()
    await line.getByText('在吗').waitFor()
    assert.deepEqual(await order(), before)
    await shootLooks(page, 'desk-eight-chats')
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
