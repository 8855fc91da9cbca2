import { MOST_NUMBERS } from '#outbound/contract.ts'
import type { ImportedNumber } from '#outbound/queries.ts'
import { AppError } from '#platform/errors.ts'
import { readCsv } from '#platform/read-csv.ts'

export const NUMBER =
  /^(?:电话|手机|号码|手机号码?|电话号码|联系电话|number|phone|mobile|tel(?:ephone)?|phone number)$/i
const NAME = /^(?:姓名|名字|称呼|客户|name|customer)$/i
const LANGUAGE = /^(?:语言|language)$/i
const MOST_COLUMNS = 30

/**
 * Numbers of a CSV file with a heading: one column is the number, others may be name and language; the rest are variables
 * of the text. Throws unsupported_media, numbers_unreadable.
 */
export function readNumbers(file: Buffer): ImportedNumber[] {
  const table = readCsv(file)
  if (!table) throw new AppError('numbers_unreadable')
  const { rows } = table
  const columns = table.heading.slice(0, MOST_COLUMNS)
  const at = (wanted: RegExp) => columns.findIndex((column) => wanted.test(column))
  const [number, name, language] = [at(NUMBER), at(NAME), at(LANGUAGE)]
  if (number < 0) throw new AppError('numbers_unreadable')
  if (rows.length > MOST_NUMBERS) throw new AppError('payload_too_large', { limit: String(MOST_NUMBERS) })
  return rows.flatMap(({ cells }) => {
    const written = cells[number]?.trim() ?? ''
    if (!written) return []
    const spoken = cells[language]?.trim().toLowerCase() ?? ''
    const others = columns.map((column, n): [string, string] => [column, cells[n]?.trim().slice(0, 200) ?? ''])
    const variables = Object.fromEntries(
      others.filter(([column], n) => column && ![number, name, language].includes(n)),
    )
    return {
      ...{ number: written.slice(0, 40), name: cells[name]?.trim().slice(0, 60) ?? '', variables },
      language: /^(?:en|english|英)/.test(spoken)
        ? ('en' as const)
        : /^(?:zh|中|chinese)/.test(spoken)
          ? ('zh' as const)
          : null,
    }
  })
}
