import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { call } from '../harness/call.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { openBrowser, openWindow } from './browser.ts'
import { fillSignIn, rail, signInAtConsole } from './console-page.ts'
import { startPrinted } from './printed-start.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, pattern } from './words.ts'

const { shell, desk, team, audit, settings, conversations, knowledge } = consoleWords.zh

describe('the door of the console', () => {
  let browser: Browser
  let storage: Storage
  let server: Awaited<ReturnType<typeof startPrinted>>
  const windows: Awaited<ReturnType<typeof openWindow>>[] = []
  const visit = async (): Promise<Page> => {
    const opened = await openWindow(browser)
    windows.push(opened)
    return opened.page
  }
  /** A refused sign-in is an error of the network to the browser, not to the page. */
  const problems = () => windows.flatMap((one) => one.problems.splice(0)).filter((line) => !/status of 423/.test(line))

  before(async () => {
    storage = await newStorage(KIND)
    server = await startPrinted(storage.env)
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    await storage?.remove()
  })

  test('the printed one-time link lets the administrator in once', async () => {
    const link = server.link()
    assert.ok(link, `no link among:\n${server.printed()}`)
    const page = await visit()
    await page.goto(link)
    await rail(page).getByRole('link', { name: team.title }).waitFor()
    await shootLooks(page, 'home-administrator')
    const second = await visit()
    await second.goto(link)
    await second.getByText(shell.signIn.linkFailed).waitFor()
    await shoot(second, 'sign-in-link-used')
    await second.getByRole('button', { name: shell.signIn.withPassword }).click()
    await second.getByLabel(shell.signIn.login, { exact: true }).waitFor()
    assert.deepEqual(problems(), [])
  })

  test('a wrong password is said plainly and after five the right one is locked out too', async () => {
    const page = await visit()
    await page.goto(`${server.url}/console/`)
    await shootLooks(page, 'sign-in')
    await page.getByRole('button', { name: shell.signIn.submit, exact: true }).click()
    await page.getByText(shell.signIn.loginMissing).waitFor()
    await fillSignIn(page, 'amy', 'not-the-password')
    await page.getByText('账号或密码不正确').waitFor()
    await shoot(page, 'sign-in-wrong')
    for (let more = 2; more <= 5; more++) {
      await call(server.url, '/api/session', { body: { login: 'amy', password: `not-the-password-${more}` } })
    }
    await fillSignIn(page, 'amy')
    await page.getByText(shell.signIn.locked).first().waitFor()
    await page.getByText(/分钟后再试/).waitFor()
    await shoot(page, 'sign-in-locked')
    assert.deepEqual(problems(), [])
  })

  test('everybody sees only the pages of his role, also by typing an address', async () => {
    const agent = await visit()
    await signInAtConsole(agent, `${server.url}/console`, 'lina')
    const pages = (page: Page) => rail(page).getByRole('link').allInnerTexts()
    const ofAgent = await pages(agent)
    for (const title of [desk.title, conversations.title]) assert.ok(ofAgent.includes(title), `${title} is missing`)
    for (const title of [audit.title, settings.title]) assert.ok(!ofAgent.includes(title), `an agent sees ${title}`)
    await agent.goto(`${server.url}/console/audit`)
    await agent.getByText(shell.problem.missing).waitFor()
    await shoot(agent, 'missing-page')
    await agent.goto(`${server.url}/console/team`)
    await agent.getByRole('navigation').first().waitFor()
    assert.equal(await agent.getByRole('button', { name: team.new }).count(), 0, 'an agent can add colleagues')

    const operator = await visit()
    await signInAtConsole(operator, `${server.url}/console`, 'qiu')
    const ofOperator = await pages(operator)
    assert.ok(ofOperator.includes(knowledge.title))
    for (const title of [desk.title, conversations.title, audit.title]) {
      assert.ok(!ofOperator.includes(title), `an operator sees ${title}`)
    }
    await operator.goto(`${server.url}/console/desk`)
    await operator.getByText(shell.problem.missing).waitFor()
    assert.deepEqual(problems(), [])
  })

  test('signing out ends it, and a deep address asks to sign in and then goes there', async () => {
    const page = await visit()
    await page.goto(`${server.url}/console/tickets?status=open`)
    await fillSignIn(page, 'fang')
    await page.waitForURL(/\/console\/tickets\?status=open/)
    await page.getByRole('button', { name: shell.menu.account }).click()
    await shoot(page, 'account-menu')
    await page.getByRole('menuitem', { name: shell.menu.signOut }).click()
    await page.getByLabel(shell.signIn.login, { exact: true }).waitFor()
    await page.goto(`${server.url}/console/tickets`)
    await page.getByLabel(shell.signIn.login, { exact: true }).waitFor()
    assert.deepEqual(problems(), [])
  })

  test('an empty house leads to the set-up page and lets its first administrator in', async () => {
    const empty = await newStorage(KIND)
    const bare = await startPrinted({ ...empty.env, YINGHE_DEMO: 'off' })
    try {
      assert.equal(bare.link(), null)
      const page = await visit()
      await page.goto(`${bare.url}/console/`)
      await page.getByRole('heading', { name: shell.setup.title }).waitFor()
      await shootLooks(page, 'set-up')
      const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value)
      await fill(shell.setup.name, '赵主管')
      await fill(shell.signIn.login, 'zhao')
      await fill(shell.setup.password, 'short')
      await fill(shell.setup.repeat, 'other')
      await page.getByRole('button', { name: shell.setup.submit }).click()
      await page.getByText(shell.setup.differs).waitFor()
      await fill(shell.setup.password, 'quiet-river-2041')
      await fill(shell.setup.repeat, 'quiet-river-2041')
      await page.getByRole('button', { name: shell.setup.submit }).click()
      await rail(page).getByRole('link', { name: settings.title }).waitFor()
      await shootLooks(page, 'home-empty')
      await page.setViewportSize({ width: 1280, height: 720 })
      const below = await rail(page).evaluate((nav) => {
        const pages = nav.querySelector('a')!.parentElement!.parentElement!
        return pages.scrollHeight - pages.clientHeight
      })
      assert.ok(below <= 0, `${below} px of the rail of an administrator lie below a window of 720`)
      const second = await visit()
      await second.goto(`${bare.url}/console/`)
      await second.getByRole('heading', { name: pattern(shell.signIn.title) }).waitFor()
      assert.deepEqual(problems(), [])
    } finally {
      await bare.stop()
      await empty.remove()
    }
  })
})
