/**
 * The small subset of Markdown that messages may use: paragraphs, line breaks, **bold**, `code`, fenced code, lists and
 * links to http(s). It gives structure, never HTML; whatever is not understood stays the text it was.
 */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'code'; text: string }
  | { kind: 'bold'; content: Inline[] }
  | { kind: 'link'; href: string; text: string }
export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { kind: 'code'; text: string }

export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length) blocks.push({ kind: 'paragraph', content: inlineLines(paragraph) })
    paragraph = []
  }
  const lines = source.replace(/\r\n?/g, '\n').split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const end = line.startsWith('```') ? lines.indexOf('```', at + 1) : -1
    const item = listItem(line)
    if (end > 0) {
      endParagraph()
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') })
      at = end
    } else if (item) {
      endParagraph()
      addItem(blocks, item)
    } else if (line.trim() === '') {
      endParagraph()
    } else {
      paragraph.push(line.replace(/^#{1,6}\s+(.*)$/, '**$1**'))
    }
  }
  endParagraph()
  return blocks
}

/** Plain text with its line breaks and bare http(s) addresses made into links. */
export const parsePlain = (source: string): Inline[] =>
  lines(source.replace(/\r\n?/g, '\n').split('\n'), (line) => linkify(line))

type Item = { ordered: boolean; start: number; text: string }

function listItem(line: string): Item | null {
  const bullet = /^\s{0,3}[-*•]\s+(\S.*)$/.exec(line)
  if (bullet?.[1]) return { ordered: false, start: 1, text: bullet[1] }
  const numbered = /^\s{0,3}(\d{1,3})(?:[.)]\s+|[、．])(\S.*)$/.exec(line)
  return numbered?.[2] ? { ordered: true, start: Number(numbered[1]), text: numbered[2] } : null
}

function addItem(blocks: Block[], { ordered, start, text }: Item): void {
  const last = blocks.at(-1)
  if (last?.kind === 'list' && last.ordered === ordered) last.items.push(inline(text))
  else blocks.push({ kind: 'list', ordered, start, items: [inline(text)] })
}

const inlineLines = (source: string[]): Inline[] => lines(source, (line) => inline(line))

const lines = (source: string[], parse: (line: string) => Inline[]): Inline[] =>
  source.flatMap((line, n): Inline[] => (n ? [{ kind: 'break' }, ...parse(line)] : parse(line)))

/** Bounded runs keep it linear: no input can make the expression try again and again. */
const MARKS = /`([^`\n]{1,2000})`|\*\*([^*\n]{1,2000})\*\*|\[([^[\]\n]{1,300})\]\(([^()\s]{1,1000})\)/g

function inline(source: string): Inline[] {
  const found: Inline[] = []
  let from = 0
  for (const match of source.matchAll(MARKS)) {
    const [whole, code, bold, label, address] = match
    const link = address === undefined ? null : safeAddress(address)
    if (address !== undefined && !link) continue
    found.push(...linkify(source.slice(from, match.index)))
    if (code !== undefined) found.push({ kind: 'code', text: code })
    else if (bold !== undefined) found.push({ kind: 'bold', content: linkify(bold) })
    else if (link) found.push({ kind: 'link', href: link, text: label ?? link })
    from = match.index + whole.length
  }
  return [...found, ...linkify(source.slice(from))]
}

/** Chinese punctuation and closing marks after an address do not belong to it. */
const ADDRESS = /https?:\/\/[\w\-.~:/?#@!$&'*+,;=%]{1,1000}/g

function linkify(source: string): Inline[] {
  const found: Inline[] = []
  let from = 0
  for (const match of source.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?']+$/, '')
    const href = safeAddress(address)
    if (!href) continue
    if (match.index > from) found.push({ kind: 'text', text: source.slice(from, match.index) })
    found.push({ kind: 'link', href, text: address })
    from = match.index + address.length
  }
  if (from < source.length) found.push({ kind: 'text', text: source.slice(from) })
  return found
}

/** The address when it is http(s) and well-formed, else null: no other scheme ever becomes a link. */
function safeAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address)) return null
  try {
    const { protocol, href } = new URL(address)
    return protocol === 'http:' || protocol === 'https:' ? href : null
  } catch {
    return null
  }
}
