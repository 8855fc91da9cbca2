import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
]

/** A Chromium: the one named, one of the system, Debian's package when we may install it, else Playwright's own. */
export function findChromium(): string {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const installed = () => KNOWN.find((path) => existsSync(path))
  if (!installed() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync(
      'sh',
      ['-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk'],
      { stdio: 'inherit' },
    )
  }
  const found = installed()
  if (found) return found
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium-headless-shell'], { stdio: 'inherit' })
  return chromium.executablePath()
}

export const openBrowser = (extra: string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: [...FLAGS, ...extra] })

export type Look = { locale?: 'zh-CN' | 'en-US'; dark?: boolean; width?: number; height?: number; timezone?: string }

/** A fresh browser profile; page errors and failed requests of ours fail the journey through `problems`. */
export async function openWindow(
  browser: Browser,
  look: Look = {},
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({
    locale: look.locale ?? 'zh-CN',
    timezoneId: look.timezone ?? 'Asia/Shanghai',
    colorScheme: look.dark ? 'dark' : 'light',
    viewport: { width: look.width ?? 1280, height: look.height ?? 720 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|404|409)/.test(message.text()))
      problems.push(`console: ${message.text()}`)
  })
  page.setDefaultTimeout(45_000)
  return { context, page, problems }
}
