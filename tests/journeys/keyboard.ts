import type { Frame, Page } from 'playwright-core'

const FAR = 60

/** Presses Tab (or Shift+Tab) until the thing of that name has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, frame: Frame, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < FAR; presses++) {
    const focused = await frame.evaluate(() => {
      let active = document.activeElement
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
      return active ? `${active.getAttribute('aria-label') ?? ''} ${active.textContent ?? ''}` : ''
    })
    if (name.test(focused)) return
    passed.push(focused.trim().slice(0, 30))
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never comes to ${name}; it passed ${passed.join(' | ')}`)
}
