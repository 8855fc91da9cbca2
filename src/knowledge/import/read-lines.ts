import type { Block } from '#knowledge/import/blocks.ts'

const NUMBERED =
  /^(?:第[一二三四五六七八九十百\d]+[章节条篇部分]|[一二三四五六七八九十]+[、.．]|\d{1,2}(?:\.\d{1,2}){0,3}[、.．]?\s)/

/** Plain text: a short line alone between empty lines, or with a chapter number, is taken for a heading. */
export function readLines(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  let paragraph: string[] = []
  let start = 1
  const flush = () => {
    if (paragraph.length) blocks.push({ kind: 'text', text: paragraph.join('\n'), place: { line: start } })
    paragraph = []
  }
  for (const [i, raw] of lines.entries()) {
    const line = raw.trim()
    if (!line) {
      flush()
      continue
    }
    const alone = !lines[i - 1]?.trim() && !lines[i + 1]?.trim()
    if (isHeading(line, alone)) {
      flush()
      blocks.push({ kind: 'heading', level: levelOf(line), text: line, place: { line: i + 1 } })
      continue
    }
    if (!paragraph.length) start = i + 1
    paragraph.push(line)
  }
  flush()
  return blocks
}

/** A line that looks like a heading by its words alone. */
export function isHeading(line: string, alone: boolean): boolean {
  if (
    line.length > 60 ||
    /[。；;，,：:！!]$/.test(line) ||
    /^[-•·*>|]/.test(line) ||
    /^(?:[QA]|[问答])\s*\d*\s*[:：.、]/i.test(line)
  )
    return false
  return /^第[一二三四五六七八九十百\d]+[章节篇部]/.test(line) || (alone && (NUMBERED.test(line) || line.length <= 40))
}

/** 第一章 1, 1.2 two, 1.2.3 three; without a number 2. */
export function levelOf(line: string): number {
  if (/^第[一二三四五六七八九十百\d]+[章篇部]/.test(line)) return 1
  const digits = /^\d{1,2}((?:\.\d{1,2})*)/.exec(line)
  return digits ? 1 + (digits[1]!.match(/\./g)?.length ?? 0) : /^[一二三四五六七八九十]+[、.．]/.test(line) ? 1 : 2
}
