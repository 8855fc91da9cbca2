import type { BrowserContext, Page } from 'playwright-core'

/** `keys` are presses that are no text; `letters` are those that are. */
export type Input = { clicks: number; keys: number; letters: number }

/** From now on every page of the profile counts what a person presses. */
export async function countInput(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const input = { clicks: 0, keys: 0, letters: 0 }
    Object.assign(window, { input })
    addEventListener('pointerdown', (event) => event.isTrusted && input.clicks++, true)
    addEventListener(
      'keydown',
      ({ key, isTrusted, ctrlKey, altKey, metaKey }) => {
        if (!isTrusted || ['Control', 'Alt', 'Shift', 'Meta'].includes(key)) return
        if (key.length === 1 && !ctrlKey && !altKey && !metaKey) input.letters++
        else input.keys++
      },
      true,
    )
  })
}

/** What was pressed while `task` ran. */
export async function inputOf(page: Page, task: () => Promise<void>): Promise<Input> {
  const read = () => page.evaluate(() => ({ ...(window as unknown as { input: Input }).input }))
  const before = await read()
  await task()
  const after = await read()
  return {
    clicks: after.clicks - before.clicks,
    keys: after.keys - before.keys,
    letters: after.letters - before.letters,
  }
}
