import type { Page } from 'playwright-core'

export type Effort = { task: string; keys: number; clicks: number }

/**
 * Counts what the hands do on a page: a chord is one key, a press of the mouse one click. Words that somebody thinks of
 * (a reply, a note, what he looks for) come in by `insertText`, as from an input method, and are not counted.
 */
export async function countEffort(page: Page): Promise<{
  of(task: string, work: () => Promise<void>): Promise<Effort>
  done: Effort[]
}> {
  const start = () => {
    const counts = { keys: 0, clicks: 0 }
    Object.assign(globalThis, { effort: counts })
    const held = /^(?:Alt|Control|Shift|Meta)$/
    addEventListener('keydown', ({ key, isTrusted }) => isTrusted && !held.test(key) && counts.keys++, true)
    addEventListener('pointerdown', ({ isTrusted }) => isTrusted && counts.clicks++, true)
  }
  await page.addInitScript(start)
  await page.evaluate(start)
  const read = () =>
    page.evaluate(() => ({ ...(globalThis as unknown as { effort: { keys: number; clicks: number } }).effort }))
  const done: Effort[] = []
  return {
    done,
    async of(task, work) {
      const before = await read()
      await work()
      const after = await read()
      const effort = { task, keys: after.keys - before.keys, clicks: after.clicks - before.clicks }
      done.push(effort)
      return effort
    },
  }
}

/** The counts as people read them. */
export function effortTable(all: readonly Effort[]): string {
  const width = Math.max(...all.map(({ task }) => task.length))
  const line = (task: string, keys: string, clicks: string) =>
    `${task.padEnd(width)}  ${keys.padStart(4)}  ${clicks.padStart(6)}`
  return [line('task', 'keys', 'clicks'), ...all.map((one) => line(one.task, `${one.keys}`, `${one.clicks}`))].join(
    '\n',
  )
}
