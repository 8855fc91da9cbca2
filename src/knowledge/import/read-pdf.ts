import { getDocumentProxy } from 'unpdf'
import { type Block, type Progress, Unreadable } from '#knowledge/import/blocks.ts'
import { isHeading, levelOf } from '#knowledge/import/read-lines.ts'

/** One printed line: its text and how tall its letters are, in points. */
type Line = { text: string; height: number; y: number; page: number }

/** A PDF page by page; taller letters make headings. Pages that are pictures are reported. */
export async function readPdf(bytes: Uint8Array, progress: Progress): Promise<Block[]> {
  const document = await getDocumentProxy(bytes).catch((error: unknown) => {
    const locked = error instanceof Error && error.name === 'PasswordException'
    throw locked
      ? new Unreadable('该 PDF 有密码保护，请先解除密码。', 'This PDF is protected by a password. Remove it first.')
      : new Unreadable('该 PDF 已损坏，无法读取。', 'This PDF is damaged and cannot be read.')
  })
  const lines: Line[] = []
  const empty: number[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const found = await linesOf(await document.getPage(page), page)
    if (!found.length) empty.push(page)
    lines.push(...found)
    progress(page, document.numPages)
  }
  await document.loadingTask.destroy()
  return [...toBlocks(withoutRunningHeads(lines)), ...empty.map(pictureOnly)]
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>

async function linesOf(page: Page, number: number): Promise<Line[]> {
  const { items } = await page.getTextContent()
  const lines: (Line & { end: number })[] = []
  for (const item of items) {
    if (!('str' in item) || !item.str) continue
    const [x, y, height] = [item.transform[4] as number, item.transform[5] as number, item.height || 10]
    const last = lines.at(-1)
    if (last && Math.abs(last.y - y) < height * 0.5) {
      const gap = x - last.end > height * 0.25 && !/\s$/.test(last.text) ? ' ' : ''
      last.text += gap + item.str
      last.end = x + item.width
      last.height = Math.max(last.height, item.str.trim() ? height : 0)
    } else if (item.str.trim()) lines.push({ text: item.str, height, y, page: number, end: x + item.width })
  }
  page.cleanup()
  return lines.map(({ text, height, y, page: at }) => ({ text: text.replace(/\s+/g, ' ').trim(), height, y, page: at }))
}

/** The same words on the same height of most pages, and page numbers, are no text. */
function withoutRunningHeads(lines: Line[]): Line[] {
  const pages = new Set(lines.map(({ page }) => page)).size
  const keyOf = ({ text, y }: Line) => `${text.replace(/\d+/g, '#')}@${Math.round(y / 4)}`
  const counts = Map.groupBy(lines, keyOf)
  const running = (line: Line) =>
    pages >= 4 && new Set(counts.get(keyOf(line))!.map(({ page }) => page)).size > pages * 0.6
  return lines.filter((line) => !running(line) && !/^[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-–—\s]*$/.test(line.text))
}

function toBlocks(lines: Line[]): Block[] {
  const body = commonHeight(lines)
  const tall = [...new Set(lines.map(({ height }) => Math.round(height)).filter((height) => height > body * 1.12))]
  tall.sort((a, b) => b - a)
  const blocks: Block[] = []
  let paragraph: Line[] = []
  const flush = () => {
    const [first] = paragraph
    if (first) blocks.push({ kind: 'text', text: join(paragraph), place: { page: first.page } })
    paragraph = []
  }
  for (const line of lines) {
    const rank = tall.indexOf(Math.round(line.height))
    const last = paragraph.at(-1)
    if ((rank >= 0 && line.text.length <= 90) || isHeading(line.text, false)) {
      flush()
      const level = rank >= 0 ? Math.min(rank + 1, 6) : levelOf(line.text)
      blocks.push({ kind: 'heading', level, text: line.text, place: { page: line.page } })
      continue
    }
    // More room than between lines, or a new page after a full stop, ends a paragraph.
    if (last && (last.page !== line.page ? /[。.!?！？]$/.test(last.text) : last.y - line.y > line.height * 1.9))
      flush()
    paragraph.push(line)
  }
  flush()
  return blocks
}

function commonHeight(lines: Line[]): number {
  const signs = new Map<number, number>()
  for (const { text, height } of lines) {
    const key = Math.round(height * 2) / 2
    signs.set(key, (signs.get(key) ?? 0) + text.length)
  }
  return [...signs].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

/** Lines of a paragraph become one; items of a list and questions stay on their own. */
function join(lines: Line[]): string {
  let text = ''
  for (const { text: line } of lines) {
    const own = /^(?:[-•·●]|\d{1,2}[.、)）]\s*|[QA]\d*\s*[:：.]|[问答]\s*[:：])/i.test(line)
    const glue = !text
      ? ''
      : own
        ? '\n'
        : /[\p{Script=Han}，。；：、]$/u.test(text) || /^\p{Script=Han}/u.test(line)
          ? ''
          : ' '
    text += glue + line.replace(/^[•·●]\s*/, '- ')
  }
  return text
}

const pictureOnly = (page: number): Block => ({
  kind: 'problem',
  zh: `第 ${page} 页没有可读取的文字，可能是扫描图片。`,
  en: `Page ${page} has no readable text; it may be a scanned picture.`,
  place: { page },
})
