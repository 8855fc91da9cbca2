import { parse } from 'csv-parse/sync'
import { AppError } from '#platform/errors.ts'

/** `line` is that of the file, from 1, so that what is wrong with a row can be found there. */
export type CsvRow = { line: number; cells: string[] }

/** A CSV file as spreadsheets write it: its heading and its rows; null when it is no table. Throws unsupported_media. */
export function readCsv(file: Buffer): { heading: string[]; rows: CsvRow[] } | null {
  if (!isText(file)) throw new AppError('unsupported_media', { allowed: 'CSV' })
  const [heading, ...rows] = rowsOf(textOf(file)) ?? []
  return heading ? { heading: heading.cells.map((cell) => cell.trim()), rows } : null
}

/** No archive, picture or program, and no page of marks, whatever its name. */
const isText = (file: Buffer): boolean => !file.includes(0) && !/^\s*(?:<|%PDF)/.test(file.toString('latin1', 0, 200))

/** UTF-8 when it can be, else GB18030: what Chinese spreadsheets write. */
function textOf(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('gb18030').decode(file)
  }
}

function rowsOf(text: string): CsvRow[] | null {
  const heading = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    heading.split(one).length > heading.split(best).length ? one : best,
  )
  const options = {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  } as const
  try {
    // What `info` adds is not known to the types of the library.
    const records = parse(text, { ...options, delimiter }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch {
    return null
  }
}
