import type { Locator, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { consoleWords, filled } from './words.ts'

const { shell, desk } = consoleWords.zh

export async function fillSignIn(
  page: Page,
  login: string,
  password = DEMO_PASSWORD,
  locale: 'zh' | 'en' = 'zh',
): Promise<void> {
  const { signIn } = consoleWords[locale].shell
  await page.getByLabel(signIn.login, { exact: true }).fill(login)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
}

/** Signs in by password and waits for the rail. */
export async function signInAtConsole(page: Page, console: string, login: string): Promise<void> {
  await page.goto(`${console}/`)
  await fillSignIn(page, login)
  await rail(page).waitFor()
}

export const rail = (page: Page): Locator => page.getByRole('navigation', { name: shell.product })

/** Goes to a page of the rail by its title. */
export const goTo = (page: Page, title: string): Promise<void> => rail(page).getByRole('link', { name: title }).click()

export type DeskPage = {
  page: Page
  queue: Locator
  thread: Locator
  box: Locator
  goOnline(): Promise<void>
  /** The waiting or own conversation of the customer in the queue. */
  item(customer: string): Locator
  /** Says it to the customer whose conversation is open. */
  say(text: string): Promise<void>
  waits(count: number): Promise<void>
}

/** The desk of whoever is signed in on the page; conversations are named by their customer. */
export function deskOn(page: Page, customer: string): DeskPage {
  const queue = page.getByRole('complementary', { name: desk.queue.label })
  const thread = page.getByRole('log', { name: filled(desk.thread.label, { name: customer }) })
  const box = page.getByRole('textbox', { name: filled(desk.composer.label, { name: customer }) })
  const waiting = queue.getByRole('button', { name: desk.queue.waiting })
  return {
    page,
    queue,
    thread,
    box,
    async goOnline() {
      await goTo(page, desk.title)
      await page.getByRole('button', { name: desk.presence.label }).click()
      await page.getByRole('menuitem', { name: desk.presence.online, exact: true }).click()
      await page.getByRole('button', { name: `${desk.presence.label}: ${desk.presence.online}` }).waitFor()
    },
    item: (name) => queue.getByRole('button', { name }).filter({ hasNotText: desk.queue.waiting }),
    async say(text) {
      await box.fill(text)
      await box.press('Enter')
      await thread.getByText(text, { exact: true }).waitFor()
    },
    async waits(count) {
      const shown = async () => (await waiting.textContent())?.includes(String(count)) ?? false
      await waitFor(shown, `${count} in the queue`, 60_000)
    },
  }
}
