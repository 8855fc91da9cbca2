import { dayOf, isoOf, partsOf, today } from '#understanding/entities/calendar.ts'
import { type Find, finder } from '#understanding/entities/found.ts'

/** First and last day of the usual holiday; by the sun each year alike, by the moon from a table of New Year's days. */
type Holiday = (year: number) => [first: number, last: number] | null

const fixed =
  (month: number, date: number, days: number): Holiday =>
  (year) => {
    const first = dayOf(year, month, date)
    return first === null ? null : [first, first + days - 1]
  }

/** Month and day of the spring festival, dragon boat and mid-autumn festivals, 2024 to 2035. */
const MOON: Record<number, [spring: number, dragon: number, autumn: number]> = {
  2024: [210, 610, 917],
  2025: [129, 531, 1006],
  2026: [217, 619, 925],
  2027: [206, 609, 915],
  2028: [126, 528, 1003],
  2029: [213, 616, 922],
  2030: [203, 605, 912],
  2031: [123, 624, 1001],
  2032: [211, 612, 919],
  2033: [131, 601, 908],
  2034: [219, 620, 927],
  2035: [208, 610, 916],
}

const moon =
  (which: 0 | 1 | 2, before: number, days: number): Holiday =>
  (year) => {
    const at = MOON[year]?.[which]
    const day = at === undefined ? null : dayOf(year, Math.floor(at / 100), at % 100)
    return day === null ? null : [day - before, day - before + days - 1]
  }

const HOLIDAYS: [pattern: string, holiday: Holiday][] = [
  ["元旦(?:节)?|new year(?:'s)?(?: day)?(?! eve)", fixed(1, 1, 3)],
  ['春节|过年|大年|新春|chinese new year|spring festival|lunar new year', moon(0, 1, 8)],
  ['除夕|大年三十|年三十', moon(0, 1, 1)],
  ["情人节|valentine'?s(?: day)?", fixed(2, 14, 1)],
  ['妇女节|女神节|三八节', fixed(3, 8, 1)],
  ['清明(?:节)?|qingming', fixed(4, 4, 3)],
  ['五一(?:劳动节|黄金周|小长假|长假|假期)?|劳动节|labou?r day|may day', fixed(5, 1, 5)],
  ['儿童节|六一', fixed(6, 1, 1)],
  ['端午(?:节)?|dragon boat(?: festival)?', moon(1, 0, 3)],
  ['618|六一八', fixed(6, 1, 18)],
  ['中秋(?:节)?|mid-?autumn(?: festival)?', moon(2, 0, 3)],
  ['国庆(?:节|长假|假期|黄金周)?|十一(?:长假|黄金周|假期|期间)|national day|golden week', fixed(10, 1, 7)],
  ["双十一|双11|双1{2}|singles'? day", fixed(11, 1, 11)],
  ['双十二|双12', fixed(12, 12, 1)],
  ['平安夜|christmas eve', fixed(12, 24, 1)],
  ['圣诞(?:节)?|christmas(?! eve)|xmas', fixed(12, 25, 1)],
  ["new year'?s eve|跨年", fixed(12, 31, 1)],
]

/** Days around a holiday that 前后 takes in. */
const AROUND = 3

/** Holidays as spans: 五一期间, 国庆前后, 春节前, during Christmas. The nearest one counts unless a year is named. */
export const findHolidays: Find = (folded, now) => (MAYBE.test(folded) ? findNamed(folded, now) : [])

const findNamed = finder(
  HOLIDAYS.map(([pattern, holiday]) => [
    new RegExp(
      `(?<![A-Za-z\\d])(?<y>去年|今年|明年|last |this |next )?(?:的)?(?:${pattern})(?![A-Za-z\\d])(?<how>前后|左右|期间|前夕|之前|以前|前|之后|以后|后|假期|那几天|那天)?`,
      'gi',
    ),
    'date_range',
    (m, now) => {
      const day = today(now)
      const { year } = partsOf(day)
      const named = m.groups!.y?.trim().toLowerCase()
      const spans = (named ? [year + YEARS[named]!] : [year - 1, year, year + 1])
        .map(holiday)
        .filter((span) => span !== null)
      const span = spans.sort((a, b) => distance(a, day) - distance(b, day))[0]
      return span ? around(span, m.groups!.how) : null
    },
  ]),
)

const MAYBE =
  /[节旦庆秋午明]|五一|过年|大年|新春|除夕|三十|六一|618|双|十一|圣诞|平安夜|跨年|year|day|festival|christmas|xmas|valentine|golden week|qingming/i
const YEARS: Record<string, number> = { 去年: -1, 今年: 0, 明年: 1, last: -1, this: 0, next: 1 }
const distance = ([first, last]: [number, number], day: number) =>
  day < first ? first - day : day > last ? day - last : 0

function around([first, last]: [number, number], how: string | undefined): string {
  if (how === '前后' || how === '左右') return `${isoOf(first - AROUND)}/${isoOf(last + AROUND)}`
  if (/^(?:之前|以前|前)/.test(how ?? '')) return `${isoOf(first - 7)}/${isoOf(first - 1)}`
  if (/^(?:之后|以后|后)/.test(how ?? '')) return `${isoOf(last + 1)}/${isoOf(last + 7)}`
  return `${isoOf(first)}/${isoOf(last)}`
}
