import type { Entity, Term } from '#understanding/contract.ts'
import { findAddresses } from '#understanding/entities/address.ts'
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
  const families: Find[] = [
    findUrls,
    findEmails,
    findIdCards,
    buildFindOrders(shapes),
    findTracking,
    findTaxNumbers,
    findBankCards,
    findPhones,
    findPlates,
    findAddresses,
    findPersons,
    buildFindProducts(terms, normalize),
    findFaultCodes,
    findTrains,
    findFlights,
    findPercents,
    findAmounts,
    findOrdinals,
    findHolidays,
    findDateRanges,
    findDates,
    findTimes,
    findDurations,
    findCounts,
  ]
  return (text, now) => {
    const folded = foldInPlace(text)
    const claimed: Found[] = []
    for (const find of families) {
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

export type { OrderShape }
