import { parse } from 'csv-parse/sync'
import readExcel from 'read-excel-file/node'
import { Unreadable } from '#knowledge/import/blocks.ts'
import type { ColumnMapping, FoundDraft, ImportPlace, MappedField } from '#knowledge/import/contract.ts'

/** Rows beyond this are refused: such a base comes in parts. */
const MOST_ROWS = 20_000

type Table = { sheet?: string; rows: { cells: string[]; row: number }[] }
export type TableResult = { columns: string[]; drafts: FoundDraft[] }

/** Every sheet of an Excel file; each has its headings in its first row that is not empty. */
export async function readSheets(bytes: Buffer, mapping: ColumnMapping): Promise<TableResult> {
  const sheets = await readExcel(bytes).catch(() => {
    throw new Unreadable('该 Excel 文件已损坏，无法读取。', 'This Excel file is damaged and cannot be read.')
  })
  const tables = sheets.map(({ sheet, data }) => ({
    sheet,
    rows: data.map((cells, i) => ({ cells: cells.map(cellText), row: i + 1 })),
  }))
  return toDrafts(tables, mapping)
}

/** Comma, semicolon or tab separated, with or without quotes. */
export function readCsv(text: string, mapping: ColumnMapping): TableResult {
  const head = text.slice(0, 2000).split(/\r?\n/)[0] ?? ''
  const delimiter = [',', '\t', ';', '，'].sort((a, b) => head.split(b).length - head.split(a).length)[0]!
  const options = { bom: true, delimiter, relax_quotes: true, relax_column_count: true, info: true } as const
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, options) as unknown as typeof records
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    throw new Unreadable(
      `第 ${line} 行的引号没有配对，无法读取。`,
      `The quotes of line ${line} do not match, so the file cannot be read.`,
    )
  }
  const rows = records.map(({ record, info }) => ({ cells: record.map((cell) => cell.trim()), row: info.lines }))
  return toDrafts([{ rows }], mapping)
}

function toDrafts(tables: Table[], mapping: ColumnMapping): TableResult {
  const columns: string[] = []
  const drafts: FoundDraft[] = []
  for (const { sheet, rows } of tables) {
    const filled = rows.filter(({ cells }) => cells.some(Boolean))
    const [heading, ...body] = filled
    if (!heading) continue
    columns.push(...heading.cells.filter((cell) => cell && !columns.includes(cell)))
    const where = findColumns(heading.cells, mapping)
    if (!where.question || !where.answer) continue
    if (drafts.length + body.length > MOST_ROWS)
      throw new Unreadable(
        `行数超过 ${MOST_ROWS}，请拆分后导入。`,
        `There are more than ${MOST_ROWS} rows. Import them in parts.`,
      )
    drafts.push(...body.map(({ cells, row }) => toDraft(cells, where, { row, ...(sheet && { sheet }) })))
  }
  if (!drafts.length)
    throw new Unreadable(
      '没有找到“问题”和“答案”两列。请指定对应的列。',
      'No columns for question and answer were found. Say which they are.',
      columns,
    )
  return { columns, drafts }
}

const HEADINGS: Record<MappedField, RegExp> = {
  question: /^(?:标准)?(?:问题|问法|标题|提问)$|^(?:question|title|q)$/i,
  answer: /^(?:标准)?(?:答案|回答|回复|内容|正文|答复)$|^(?:answer|body|content|reply|a)$/i,
  similar:
    /^(?:相似|扩展|同义|其他)(?:问题|问法|问)[\d\s]*$|^(?:similar(?: questions?)?|questions|variants|alternatives)[\d\s]*$/i,
  category: /^(?:分类|类目|类别|目录)$|^category$/i,
  language: /^(?:语言|语种)$|^lang(?:uage)?$/i,
  products: /^(?:适用)?(?:商品|产品|型号)$|^products?$/i,
  faultCodes: /^故障(?:代码|码)$|^fault ?codes?$/i,
  channels: /^渠道$|^channels?$/i,
  validFrom: /^(?:生效(?:时间|日期)|开始时间)$|^valid ?from$/i,
  validUntil: /^(?:失效(?:时间|日期)|有效期至?|结束时间)$|^valid ?(?:until|to)$/i,
}

type Where = Partial<Record<MappedField, number[]>>

/** Column numbers of each field: as mapped, else by usual headings. Several columns may hold similar questions. */
function findColumns(headings: string[], mapping: ColumnMapping): Where {
  const where: Where = {}
  for (const field of Object.keys(HEADINGS) as MappedField[]) {
    const named = mapping[field]
    const fits = (heading: string) => (named ? heading === named : HEADINGS[field].test(heading.trim()))
    const found = headings.flatMap((heading, i) => (fits(heading) ? [i] : []))
    if (found.length) where[field] = field === 'similar' ? found : found.slice(0, 1)
  }
  return where
}

function toDraft(cells: string[], where: Where, place: ImportPlace): FoundDraft {
  const all = (field: MappedField) => (where[field] ?? []).map((i) => unquoted(cells[i] ?? '')).filter(Boolean)
  const one = (field: MappedField) => all(field)[0] ?? ''
  const list = (field: MappedField) =>
    one(field)
      .split(/\s*[;；,，、\n|]\s*/)
      .filter(Boolean)
  const language = /^(?:en|英)/i.test(one('language')) ? 'en' : /^(?:zh|中)/i.test(one('language')) ? 'zh' : undefined
  const content: FoundDraft['content'] = {
    title: one('question'),
    body: one('answer'),
    questions: [
      ...new Set(
        all('similar')
          .flatMap((cell) => cell.split(/\s*[\n|;；]\s*/))
          .filter(Boolean),
      ),
    ],
    ...(one('category') && { category: one('category') }),
    ...(language && { language }),
    ...(where.products && { products: list('products') }),
    ...(where.faultCodes && { faultCodes: list('faultCodes').map((code) => code.toUpperCase()) }),
    ...(where.channels && { channels: list('channels') }),
  }
  const dates = (['validFrom', 'validUntil'] as const).map((field) => [field, toDate(one(field))] as const)
  const wrong = dates.find(([, date]) => date === undefined)
  for (const [field, date] of dates) if (date) content[field] = date
  const missing = !content.title
    ? ['问题为空。', 'The question is empty.']
    : !content.body
      ? ['答案为空。', 'The answer is empty.']
      : null
  const problem = missing ?? (wrong ? [`日期无法识别：${one(wrong[0])}`, `This is no date: ${one(wrong[0])}`] : null)
  return { place, content, ...(problem && { problem: { zh: problem[0]!, en: problem[1]! } }) }
}

/** ISO time; null for an empty cell, undefined for one that is no date. Days are those of China. */
function toDate(text: string): string | null | undefined {
  if (!text) return null
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  const iso = day ? `${day[1]}-${day[2]!.padStart(2, '0')}-${day[3]!.padStart(2, '0')}T00:00:00+08:00` : text
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The apostrophe that keeps a spreadsheet from running a cell is not part of the text. */
const unquoted = (text: string) => text.replace(/^'(?=[\s\uFEFF]*[=+\-@|%＝＋－＠])/, '')

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString() : String(cell).trim()
}
