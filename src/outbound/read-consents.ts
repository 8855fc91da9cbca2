import { MOST_NUMBERS } from '#outbound/contract.ts'
import { NUMBER } from '#outbound/read-numbers.ts'
import { AppError } from '#platform/errors.ts'
import { readCsv } from '#platform/read-csv.ts'

const CUSTOMER = /^(?:客户编号|客户号|会员号|customer(?: ?id)?|id)$/i
const ANSWER = /^(?:同意|是否同意|答复|consent|agreed|answer)$/i
const EVIDENCE = /^(?:凭证|依据|证明|记录|evidence|proof)$/i
const DAY = /^(?:日期|时间|同意时间|同意日期|date|time|at)$/i
const YES = /^(?:是|同意|愿意|y|yes|true|1|agreed|given)$/i
const NO = /^(?:否|不同意|拒绝|n|no|false|0|refused|withdrawn)$/i
/** A day, or a day and a time, by the wall clock in China, as `csvClock` writes it. */
const MOMENT = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

const CHINA_MS = 8 * 3600_000

/** A row of the file; null what cannot be read of it. */
export type ReadConsent = {
  number: string
  externalId: string
  given: boolean | null
  evidence: string
  at: Date | null
}

/**
 * Consents of a CSV file with a heading: who (number or customer id), whether he agrees (all do where no column says), the
 * proof and the day (both the same for all where no column says). Throws unsupported_media, consents_unreadable,
 * payload_too_large.
 */
export function readConsents(file: Buffer, evidence: string, now: Date): ReadConsent[] {
  const table = readCsv(file)
  const at = (wanted: RegExp) => table?.heading.findIndex((column) => wanted.test(column)) ?? -1
  const [number, customer, answer, proof, day] = [at(NUMBER), at(CUSTOMER), at(ANSWER), at(EVIDENCE), at(DAY)]
  if (!table || (number < 0 && customer < 0)) throw new AppError('consents_unreadable')
  if (table.rows.length > MOST_NUMBERS) throw new AppError('payload_too_large', { limit: String(MOST_NUMBERS) })
  return table.rows.map(({ cells }) => {
    const cell = (n: number) => cells[n]?.trim() ?? ''
    return {
      ...{ number: cell(number), externalId: cell(customer) },
      given: answer < 0 ? true : YES.test(cell(answer)) ? true : NO.test(cell(answer)) ? false : null,
      evidence: (cell(proof) || evidence).slice(0, 300),
      at: day < 0 ? now : momentOf(cell(day), now),
    }
  })
}

/** Null when it is no moment, or one that is still to come. */
function momentOf(text: string, now: Date): Date | null {
  const found = MOMENT.exec(text)
  if (!found) return null
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0))
  const wall = new Date(Date.UTC(year!, month! - 1, day!, hour, minute, second))
  const at = new Date(wall.getTime() - CHINA_MS)
  return wall.getUTCMonth() === month! - 1 && wall.getUTCDate() === day && at <= now ? at : null
}
