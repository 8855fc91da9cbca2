import type { Entity, Term } from '#understanding/contract.ts'
import { findAddresses } from '#understanding/entities/address.ts'
import { NUMERAL as CHINESE_NUMERAL } from '#understanding/entities/chinese-number.ts'
import { findFaultCodes, findTracking } from '#understanding/entities/codes.ts'
import { findEmails, findPhones, findUrls } from '#understanding/entities/contacts.ts'
import { findDateRanges } from '#understanding/entities/date-ranges.ts'
import { findDates } from '#understanding/entities/dates.ts'
import { findDurations, findPercents } from '#understanding/entities/durations.ts'
import type { Find, Found } from '#understanding/entities/found.ts'
import { findHolidays } from '#understanding/entities/holidays.ts'
import { buildFindOrders, DEFAULT_SHAPES, type OrderShape } from '#understanding/entities/order-shapes.ts'
import { findBankCards, findIdCards, findTaxNumbers } from '#understanding/entities/papers.ts'
import { findPersons } from '#understanding/entities/person.ts'
import { buildFindProducts } from '#understanding/entities/products.ts'
import { findAmounts, findCounts, findOrdinals } from '#understanding/entities/quantities.ts'
import { findTimes } from '#understanding/entities/times.ts'
import { findFlights, findPlates, findTrains } from '#understanding/entities/vehicles.ts'
import { foldInPlace, normalize } from '#understanding/normalize.ts'

/** Entities in order of appearance, not overlapping. */
export type FindEntities = (text: string, now: Date) => Entity[]

/** The families in order of precedence: what an earlier one has claimed, a later one does not touch. */
export function buildEntities(terms: Term[], shapes: OrderShape[] = DEFAULT_SHAPES): FindEntities {
  const families: [needs: number, find: Find][] = [
    [LATIN, findUrls],
    [AT, findEmails],
    [DIGIT, findIdCards],
    [DIGIT, buildFindOrders(shapes)],
    [DIGIT, findTracking],
    [DIGIT | LATIN, findTaxNumbers],
    [DIGIT, findBankCards],
    [DIGIT, findPhones],
    [DIGIT, findPlates],
    [DIGIT | HAN, findAddresses],
    [UPPER | HAN, findPersons],
    [ANY, buildFindProducts(terms, normalize)],
    [DIGIT, findFaultCodes],
    [DIGIT, findTrains],
    [DIGIT, findFlights],
    [DIGIT | NUMERAL, findPercents],
    [DIGIT | NUMERAL, findAmounts],
    [ANY, findOrdinals],
    [ANY, findHolidays],
    [ANY, findDateRanges],
    [ANY, findDates],
    [ANY, findTimes],
    [ANY, findDurations],
    [ANY, findCounts],
  ]
  return (text, now) => {
    const folded = foldInPlace(text)
    const claimed: Found[] = []
    const signs = signsOf(folded)
    for (const [needs, find] of families) {
      if (!(needs & signs)) continue
      for (const found of longestFirst(find(folded, now))) {
        if (!claimed.some((other) => found.start < other.end && other.start < found.end)) claimed.push(found)
      }
    }
    return claimed
      .sort((a, b) => a.start - b.start)
      .map((found) => ({ ...found, text: text.slice(found.start, found.end) }))
  }
}

const longestFirst = (found: Found[]) => found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)

/** Kinds of characters: a family is only asked where one of those stands without which it finds nothing. */
const ANY = 1
const DIGIT = 2
const NUMERAL = 4
const HAN = 8
const LATIN = 16
const UPPER = 32
const AT = 64

function signsOf(folded: string): number {
  let signs = ANY
  for (let i = 0; i < folded.length; i++) {
    const code = folded.charCodeAt(i)
    if (code > 0x7f) signs |= NUMERALS.has(code) ? NUMERAL | HAN : HAN
    else if (code >= 0x61) signs |= LATIN
    else if (code >= 0x41) signs |= LATIN | UPPER
    else if (code === 0x40) signs |= AT
    else if (code >= 0x30 && code <= 0x39) signs |= DIGIT
  }
  return signs
}

const NUMERALS = new Set([...CHINESE_NUMERAL].map((char) => char.charCodeAt(0)))

export type { OrderShape }
