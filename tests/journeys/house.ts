import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage } from '../harness/storage.ts'
import { type Look, openBrowser, openWindow } from './browser.ts'

const BUSINESS_API_KEY = 'business-key-of-the-journeys'

export type Window = { context: BrowserContext; page: Page; problems: string[] }

/** The whole house for one file of journeys: server with the demo cast, demo shop, one browser. */
export type House = {
  url: string
  shop: string
  console: string
  browser: Browser
  server: TestServer
  /** A browser profile of its own. */
  window(look?: Look): Promise<Window>
  /** Page and console errors of every window since the last call. A journey ends with none; expected ones are named. */
  problems(expected?: RegExp): string[]
  /** Makes the shop's business system fail, hang, or work again. */
  outage(mode: 'off' | 'down' | 'slow'): Promise<void>
  close(): Promise<void>
}

export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const storage = await newStorage(KIND)
  // One after the other: a browser left open by a server that did not start would keep the test from ending.
  const server = await startTestServer(storage, { YINGHE_DEMO: 'on', BUSINESS_API_KEY, ...env })
  const browser = await openBrowser().catch(async (error: Error) => {
    await server.stop()
    throw error
  })
  const windows: Window[] = []
  const shop = server.shop ?? ''
  return {
    url: server.url,
    shop,
    console: `${server.url}/console`,
    browser,
    server,
    async window(look) {
      const opened = await openWindow(browser, look)
      windows.push(opened)
      return opened
    },
    problems: (expected) =>
      windows.flatMap(({ problems }) => problems.splice(0)).filter((problem) => !expected?.test(problem)),
    async outage(mode) {
      const response = await fetch(`${shop}/__outage`, {
        method: 'POST',
        headers: { authorization: `Bearer ${BUSINESS_API_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ mode }),
      })
      if (!response.ok) throw new Error(`the shop did not switch its outage: ${response.status}`)
    },
    async close() {
      await browser.close()
      await server.stop()
      await storage.remove()
    },
  }
}
