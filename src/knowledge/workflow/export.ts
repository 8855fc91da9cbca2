import type { ManagedArticle } from '#knowledge/contract.ts'
import type { Locale } from '#platform/errors.ts'

type Column = { zh: string; en: string; of: (article: ManagedArticle) => string }

/** The headings are those the import knows, so that an exported file can be imported again. */
const COLUMNS: Column[] = [
  { zh: '问题', en: 'Question', of: (one) => one.title },
  { zh: '答案', en: 'Answer', of: (one) => one.body },
  { zh: '相似问题', en: 'Similar questions', of: (one) => one.questions.join('\n') },
  { zh: '分类', en: 'Category', of: (one) => one.category },
  { zh: '语言', en: 'Language', of: (one) => one.language },
  { zh: '商品', en: 'Products', of: (one) => one.products.join('; ') },
  { zh: '故障代码', en: 'Fault codes', of: (one) => one.faultCodes.join('; ') },
  { zh: '渠道', en: 'Channels', of: (one) => one.channels.join('; ') },
  { zh: '生效时间', en: 'Valid from', of: (one) => one.validFrom ?? '' },
  { zh: '失效时间', en: 'Valid until', of: (one) => one.validUntil ?? '' },
  { zh: '状态', en: 'Status', of: (one) => one.status },
  { zh: '编号', en: 'Id', of: (one) => one.id },
]

/** CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets read Chinese. */
export async function* exportCsv(pages: AsyncIterable<ManagedArticle[]>, locale: Locale): AsyncGenerator<string> {
  yield `\uFEFF${line(COLUMNS.map((column) => column[locale]))}`
  for await (const page of pages) yield page.map((one) => line(COLUMNS.map((column) => column.of(one)))).join('')
}

/** One document: a heading for each article, its similar questions as a list, then what it says. */
export async function* exportMarkdown(pages: AsyncIterable<ManagedArticle[]>, locale: Locale): AsyncGenerator<string> {
  const asked = locale === 'zh' ? '相似问题：' : 'Similar questions:'
  for await (const page of pages) {
    for (const { title, body, questions } of page) {
      const also = questions.length ? `${asked}\n\n${questions.map((question) => `- ${question}`).join('\n')}\n\n` : ''
      yield `# ${title.replace(/\n/g, ' ')}\n\n${also}${body}\n\n`
    }
  }
}

const line = (cells: string[]) => `${cells.map(cell).join(',')}\r\n`

/** A spreadsheet runs what begins like a formula; a leading apostrophe makes it text. */
function cell(value: string): string {
  const safe = /^[\s\uFEFF]*[=+\-@|%＝＋－＠]/.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
