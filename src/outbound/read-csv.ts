import { parse } from 'csv-parse/sync'
import { AppError } from '#platform/errors.ts'

/** A CSV file as spreadsheets write it: its heading and its rows; null when it is no table. Throws unsupported_media. */
export function readCsv(file: Buffer): { heading: string[]; rows: string[][] } | null {
  if (!isText(file)) throw new AppError('unsupported_media', { allowed: 'CSV' })
  const [heading = [], ...rows] = cellsOf(textOf(file)) ?? []
  return heading.length ? { heading: heading.map((cell) => cell.trim()), rows } : null
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

function cellsOf(text: string): string[][] | null {
  const heading = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    heading.split(one).length > heading.split(best).length ? one : best,
  )
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
  } catch {
    return null
  }
}
