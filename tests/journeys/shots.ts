import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const FOLDER = process.env.JOURNEY_SHOTS ?? ''
/** Themes are repainted a moment after the system's choice changes. */
const REPAINT_MS = 350

/** Keeps a picture of the page when somebody wants to look at the journeys. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!FOLDER) return
  mkdirSync(FOLDER, { recursive: true })
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

/** The same state light and dark, on a desk and on a phone. */
export async function shootLooks(page: Page, name: string): Promise<void> {
  if (!FOLDER) return
  const before = page.viewportSize()
  for (const [width, height] of [
    [1280, 720],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(REPAINT_MS)
      await shoot(page, `${name}-${width}-${colorScheme}`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  if (before) await page.setViewportSize(before)
}
