import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { identityToken } from '../harness/identity.ts'
import { waitFor } from '../harness/wait-for.ts'
import { deskOn, signInAtConsole } from './console-page.ts'
import { countEffort, type Effort, effortTable } from './effort.ts'
import { type House, openHouse } from './house.ts'
import { shoot } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const { desk, shell } = consoleWords.zh
const CUSTOMER = '林婉清'

describe('the ten commonest tasks at the desk, by the hand', () => {
  let house: House
  let page: Page
  let lin: ChatClient
  let na: ReturnType<typeof deskOn>
  let effort: Awaited<ReturnType<typeof countEffort>>

  before(async () => {
    house = await openHouse()
    page = (await house.window()).page
    effort = await countEffort(page)
    await signInAtConsole(page, house.console, 'lina')
    na = deskOn(page, CUSTOMER)
    await na.goOnline()
    lin = await openChat(house.url, { identityToken: await identityToken('c-lin') })
    await lin.say('转人工', { wait: true })
    await na.item(CUSTOMER).waitFor()
  })
  after(() => house?.close())
  afterEach(() => assert.deepEqual(house.problems(), []))

  const heard = (text: RegExp) =>
    waitFor(async () => {
      const [conversation] = (await lin.http<{ items: { id: string }[] }>('/api/widget/conversations')).items
      const last = (await lin.history(conversation!.id)).findLast(({ author }) => author.kind === 'agent')
      return text.test(last?.parts[0]?.kind === 'text' ? last.parts[0].text : '')
    }, `the customer hears ${text}`)
  const sent = async (words: string) => {
    await page.keyboard.insertText(words)
    await page.keyboard.press('Enter')
    await heard(new RegExp(words))
  }
  /** At most so many keys, and no click: the mouse is never needed. */
  const within = (most: number, { task, keys, clicks }: Effort) => {
    assert.ok(keys <= most, `${task} takes ${keys} keys, at most ${most} are meant`)
    assert.equal(clicks, 0, `${task} takes clicks`)
  }

  test('the next chat is taken by one key, and the reply is written at once', async () => {
    within(
      1,
      await effort.of('accept the next chat', async () => {
        await page.keyboard.press('Alt+n')
        await na.box.waitFor()
        await waitFor(() => na.box.evaluate((box) => box === document.activeElement), 'the reply box has the focus')
      }),
    )
    within(1, await effort.of('send a reply', () => sent('马上为您查')))
  })

  test('a ready-made reply, a suggestion and a private note', async () => {
    within(
      4,
      await effort.of('use a canned reply', async () => {
        await page.keyboard.press('/')
        await page.keyboard.press('h')
        await page.getByRole('listbox', { name: desk.composer.scripts }).getByRole('option').first().waitFor()
        await page.keyboard.press('Enter')
        await page.keyboard.press('Enter')
        await heard(/您好/)
      }),
    )
    await lin.say('订单 HM10001001 到哪了')
    await page.getByRole('region', { name: desk.assist.label }).getByRole('listitem').first().waitFor()
    within(
      2,
      await effort.of('use a suggestion', async () => {
        await page.keyboard.press('Alt+Digit1')
        await waitFor(async () => (await na.box.inputValue()).length > 3, 'the suggestion in the box')
        await page.keyboard.press('Enter')
        await waitFor(async () => (await na.box.inputValue()) === '', 'the suggestion is sent')
      }),
    )
    within(
      2,
      await effort.of('write a private note', async () => {
        await page.keyboard.press('Alt+i')
        await page.keyboard.insertText('客户着急，已催快递')
        await page.keyboard.press('Enter')
        await na.thread.getByText('客户着急，已催快递').waitFor()
      }),
    )
  })

  test('a ticket is opened with what is known filled in', async () => {
    within(
      2,
      await effort.of('open a ticket', async () => {
        await page.keyboard.press('Alt+k')
        const dialog = page.getByRole('dialog', { name: filled(desk.ticket.title, { name: CUSTOMER }) })
        const title = dialog.getByLabel(desk.ticket.subject)
        await waitFor(() => title.evaluate((field) => field === document.activeElement), 'the title has the focus')
        await page.keyboard.press('Enter')
        await dialog.waitFor({ state: 'hidden' })
      }),
    )
  })

  test('a conversation is found by what was said in it', async () => {
    const word = '马上为您查'
    const there = page.getByRole('listbox', { name: shell.menu.search }).getByRole('option').filter({ hasText: word })
    within(
      2,
      await effort.of('find a conversation', async () => {
        await page.keyboard.press('Control+k')
        const field = page.getByRole('combobox', { name: shell.commands.placeholder })
        await waitFor(() => field.evaluate((one) => one === document.activeElement), 'the palette has the focus')
        await page.keyboard.insertText(word)
        await there.first().waitFor()
        await page.keyboard.press('Enter')
        await page.waitForURL(/\/conversations\//)
      }),
    )
    await page.goBack()
    await na.box.waitFor()
  })

  test('a chat is put aside, closed as solved, handed to a queue', async () => {
    within(
      2,
      await effort.of('snooze until the customer writes', async () => {
        await page.keyboard.press('Alt+z')
        const first = page.getByRole('menuitem', { name: desk.snooze.untilReply })
        await waitFor(() => first.evaluate((one) => one === document.activeElement), 'the menu has the focus')
        await page.keyboard.press('Enter')
        await na.queue.getByText(desk.queue.asleep).waitFor()
      }),
    )
    await lin.say('在吗')
    await na.item(CUSTOMER).click()
    await na.box.waitFor()
    within(
      3,
      await effort.of('transfer to a queue', async () => {
        await page.keyboard.press('Alt+t')
        const dialog = page.getByRole('dialog', { name: filled(desk.transfer.title, { name: CUSTOMER }) })
        const field = dialog.getByRole('combobox', { name: desk.transfer.to })
        await waitFor(() => field.evaluate((one) => one === document.activeElement), 'the field has the focus')
        await page.keyboard.insertText('VIP')
        await page.getByTitle('VIP 专线', { exact: true }).waitFor()
        await shoot(page, 'transfer-to-queue')
        await page.keyboard.press('Enter')
        const note = dialog.getByPlaceholder(desk.transfer.note)
        await waitFor(() => note.evaluate((one) => one === document.activeElement), 'the note has the focus')
        await page.keyboard.press('Enter')
        await dialog.waitFor({ state: 'hidden' })
      }),
    )
    await na.item(CUSTOMER).waitFor()
    await page.keyboard.press('Alt+n')
    await na.box.waitFor()
    within(
      2,
      await effort.of('close as solved', async () => {
        await page.keyboard.press('Alt+w')
        const dialog = page.getByRole('dialog', { name: filled(desk.close.title, { name: CUSTOMER }) })
        const button = dialog.getByRole('button', { name: desk.close.submit })
        await waitFor(() => button.evaluate((one) => one === document.activeElement), 'the button has the focus')
        await page.keyboard.press('Enter')
        await dialog.waitFor({ state: 'hidden' })
        await na.item(CUSTOMER).waitFor({ state: 'hidden' })
      }),
    )
  })

  test('what the hands did, task by task', (t) => {
    assert.equal(effort.done.length, 10)
    t.diagnostic(`\n${effortTable(effort.done)}`)
  })
})
