import { type Cheerio, type CheerioAPI, load } from 'cheerio'
import type { Block } from '#knowledge/import/blocks.ts'

type AnyNode = Parameters<typeof load>[0] extends infer Input ? Extract<Input, { nodeType: number }> : never
type Element = Extract<AnyNode, { name: string; attribs: object }>

const DROPPED =
  'script,style,noscript,template,svg,iframe,form,button,nav,header,footer,aside,[hidden],[aria-hidden=true]'
const WRAPPERS = new Set([
  'div',
  'section',
  'article',
  'main',
  'body',
  'html',
  'dl',
  'details',
  'center',
  'figure',
  'root',
])

/** A page or a converted document: headings, paragraphs, lists and tables in reading order; menus and scripts left out. */
export function readHtml(html: string): Block[] {
  const $ = load(html)
  $(DROPPED).remove()
  const main = $('main,article').first()
  const root = main.length && main.text().trim().length > 200 ? main : $('body')
  const blocks: Block[] = []
  let n = 0
  const add = (block: { kind: 'heading'; level: number; text: string } | { kind: 'text'; text: string }) => {
    if (block.text) blocks.push({ ...block, place: { line: ++n } })
  }
  const walk = (node: Cheerio<AnyNode>) => {
    for (const child of node.contents().toArray()) {
      if (child.type === 'text') add({ kind: 'text', text: tidy(child.data) })
      else if (child.type === 'tag') visit(child)
    }
  }
  const visit = (element: Element) => {
    const { name } = element
    const node = $(element)
    const level = /^h([1-6])$/.exec(name)?.[1]
    if (level) add({ kind: 'heading', level: Number(level), text: tidy(node.text()) })
    else if (name === 'summary' || name === 'dt') add({ kind: 'heading', level: 6, text: tidy(node.text()) })
    else if (name === 'ul' || name === 'ol') add({ kind: 'text', text: list($, node, name === 'ol') })
    else if (name === 'table') add({ kind: 'text', text: table($, node) })
    else if (name === 'pre') add({ kind: 'text', text: node.text().trim() })
    else if (WRAPPERS.has(name) || node.children('p,div,ul,ol,table,h1,h2,h3,h4,h5,h6').length) walk(node)
    else add(paragraph($, node))
  }
  walk(root)
  return blocks
}

/** A short paragraph all in bold is a heading that somebody made by hand. */
function paragraph(
  $: CheerioAPI,
  node: Cheerio<Element>,
): { kind: 'heading'; level: number; text: string } | { kind: 'text'; text: string } {
  const text = inline($, node)
  const plain = tidy(node.text())
  const bold = tidy(node.children('strong,b').text())
  const byHand = plain.length > 1 && plain.length <= 60 && bold === plain && !/[。.；;，,]$/.test(plain)
  return byHand ? { kind: 'heading', level: 6, text: plain } : { kind: 'text', text }
}

function inline($: CheerioAPI, node: Cheerio<Element>): string {
  const copy = node.clone()
  copy.find('br').replaceWith('\n')
  copy.find('strong,b').each((_, bold) => {
    const text = tidy($(bold).text())
    $(bold).replaceWith(text ? `**${text}**` : '')
  })
  return copy.text().split('\n').map(tidy).filter(Boolean).join('\n')
}

const list = ($: CheerioAPI, node: Cheerio<Element>, ordered: boolean): string =>
  node
    .children('li')
    .toArray()
    .map((item, i) => `${ordered ? `${i + 1}.` : '-'} ${tidy($(item).text())}`)
    .join('\n')

const table = ($: CheerioAPI, node: Cheerio<Element>): string =>
  node
    .find('tr')
    .toArray()
    .map((row) =>
      $(row)
        .children('td,th')
        .toArray()
        .map((cell) => tidy($(cell).text()))
        .filter(Boolean)
        .join('：'),
    )
    .filter(Boolean)
    .map((row) => `- ${row}`)
    .join('\n')

const tidy = (text: string) => text.replace(/[\s\u00a0\u200b]+/g, ' ').trim()
