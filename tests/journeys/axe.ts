import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Violation = { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }

/** What breaks WCAG 2.2 AA in a page or in one frame of it, one line each. */
export async function faultsOf(frame: Frame, where: string): Promise<string[]> {
  await frame.evaluate(SOURCE)
  const violations = await frame.evaluate(async (tags) => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> }
    }
    const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'], iframes: false })
    return found.violations
  }, TAGS)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${where}: ${id} ${target.join(' ')} ${failureSummary.split('\n')[1]?.trim()}`,
    ),
  )
}

export const faultsOfPage = (page: Page, where: string): Promise<string[]> => faultsOf(page.mainFrame(), where)

/** The widget's own frame on a page of the shop. */
export function widgetFrame(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().includes('/widget/app/'))
  if (!frame) throw new Error('the widget is not on the page')
  return frame
}
