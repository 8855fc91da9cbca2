import type { FrameLocator, Locator, Page } from 'playwright-core'
import { waitFor } from '../harness/wait-for.ts'
import { shopWords, widgetWords } from './words.ts'

type Locale = 'zh' | 'en'

/** The shop's own sign-in: a card to press for each customer. */
export async function signInAtShop(page: Page, shop: string, name: string, locale: Locale = 'zh'): Promise<void> {
  await page.goto(`${shop}/sign-in?lang=${locale}`)
  await page.getByTitle(shopWords[locale].signInAs(name), { exact: true }).click()
  await page.getByRole('heading', { name: shopWords[locale].greeting(name) }).waitFor()
}

export type ChatPage = {
  launcher: Locator
  frame: FrameLocator
  log: Locator
  box: Locator
  /** Opens by the launcher and waits until one can write. */
  open(): Promise<void>
  close(): Promise<void>
  say(text: string): Promise<void>
  pick(label: string | RegExp): Promise<void>
  /** What came after the customer's own last words. */
  heard(): Promise<string>
  hears(wanted: RegExp, ms?: number): Promise<string>
}

const LAUNCHER = /客服聊天|support chat/

/** The widget on a page, by what a person sees and a screen reader says. */
export function chatOn(page: Page, locale: Locale = 'zh'): ChatPage {
  const words = widgetWords[locale]
  const frame = page.frameLocator('#yinghe-widget iframe')
  const log = frame.getByRole('log', { name: words.log })
  const box = frame.getByRole('textbox', { name: words.composer })
  const launcher = page.getByRole('button', { name: LAUNCHER })
  const heard = () =>
    log.evaluate((list, you) => {
      const own = [...list.querySelectorAll('article')].filter((one) => one.getAttribute('aria-label') === you).at(-1)
      const after = document.createRange()
      after.selectNodeContents(list)
      if (own) after.setStartAfter(own)
      return after.toString()
    }, words.you)
  return {
    launcher,
    frame,
    log,
    box,
    heard,
    async open() {
      await launcher.click()
      await box.waitFor()
      await frame.locator('[role=log][aria-busy=false]').waitFor()
    },
    async close() {
      await frame.getByRole('button', { name: words.close }).click()
      await box.waitFor({ state: 'hidden' })
    },
    async say(text) {
      await box.fill(text)
      await box.press('Enter')
      await log.getByRole('article', { name: words.you }).filter({ hasText: text }).last().waitFor()
    },
    async pick(label) {
      await log.getByRole('button', { name: label }).last().click()
    },
    async hears(wanted, ms = 60_000) {
      let last = ''
      const found = async () => {
        last = await heard()
        return wanted.test(last)
      }
      await waitFor(found, `to hear ${wanted}`, ms).catch((error: Error) => {
        throw new Error(`${error.message}; heard: ${last}`)
      })
      return last
    },
  }
}
