import { belowHundred, cardinal, ordinal, year } from '#voice/reading/en/numbers.ts'
import type { Rule } from '#voice/reading/scan.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const monthOf = (name: string): string =>
  MONTHS.find((one) => one.toLowerCase().startsWith(name.slice(0, 3).toLowerCase()))!
const NAME = String.raw`(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)\.?`
const YEAR = String.raw`((?:1[6-9]|20)\d{2})`
const DAY = String.raw`(0?[1-9]|[12]\d|3[01])`
const CLOCK = String.raw`([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?`
const HALF = String.raw`(?:\s?([AaPp])\.?[Mm]\b\.?)`
const TO = String.raw`\s?(?:-|–|—|~|to)\s?`
const sticky = (source: string): RegExp => new RegExp(source, 'y')

const stamp: Rule = {
  pattern: sticky(
    `${YEAR}([-/.])(0?[1-9]|1[0-2])\\2${DAY}(?:[T ]+${CLOCK}${HALF}?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\d-])`,
  ),
  say: ([, y, , month, day, hour, minute, second, half]) =>
    `${MONTHS[Number(month) - 1]} ${ordinal(day!)}, ${year(y!)}${hour ? ` at ${clock(hour, minute!, second, half)}` : ''}`,
}
const monthFirst: Rule = {
  pattern: sticky(`${NAME}\\s${DAY}(?:st|nd|rd|th)?(?:${TO}${DAY}(?:st|nd|rd|th)?)?(?:,?\\s${YEAR}(?!\\d))?(?![\\d:])`),
  say: ([, name, from, to, y]) =>
    `${monthOf(name!)} ${ordinal(from!)}${to ? ` to ${ordinal(to)}` : ''}${y ? `, ${year(y)}` : ''}`,
}
const dayFirst: Rule = {
  pattern: sticky(`${DAY}(?:st|nd|rd|th)?\\s${NAME}(?:,?\\s${YEAR}(?!\\d))?`),
  say: ([, day, name, y], { before }) =>
    /[\d.,-]$/.test(before) ? null : `${ordinal(day!)} of ${monthOf(name!)}${y ? `, ${year(y)}` : ''}`,
}
const monthYear: Rule = {
  pattern: sticky(`${NAME}\\s${YEAR}(?!\\d)`),
  say: ([, name, y]) => `${monthOf(name!)} ${year(y!)}`,
}
const yearAlone: Rule = {
  pattern: sticky(`${YEAR}(?:${TO}${YEAR})?(?![\\d.,%-])`),
  say: ([, from, to], { before }) =>
    to ||
    /\b(?:in|since|by|from|until|till|of|year|spring|summer|autumn|fall|winter|during|before|after)\s$/i.test(before)
      ? `${year(from!)}${to ? ` to ${year(to)}` : ''}`
      : null,
}
const times: Rule = {
  pattern: sticky(`${CLOCK}${HALF}?${TO}${CLOCK}${HALF}?(?![\\d:])`),
  say: ([, h1, m1, s1, half1, h2, m2, s2, half2]) => `${clock(h1!, m1!, s1, half1)} to ${clock(h2!, m2!, s2, half2)}`,
}
const time: Rule = {
  pattern: sticky(`${CLOCK}${HALF}?(?![\\d:])`),
  say: ([, hour, minute, second, half]) => clock(hour!, minute!, second, half),
}
const hours: Rule = {
  pattern: sticky(`(\\d{1,2})${HALF}?${TO}(\\d{1,2})${HALF}`),
  say: ([, from, half1, to, half2]) =>
    `${cardinal(from!)}${half1 ? ` ${half1.toUpperCase()} M` : ''} to ${cardinal(to!)} ${half2!.toUpperCase()} M`,
}
const hourHalf: Rule = {
  pattern: sticky(`(\\d{1,2})${HALF}`),
  say: ([, hour, half]) => `${cardinal(hour!)} ${half!.toUpperCase()} M`,
}

/** Hours past noon are said on the clock of twelve. */
function clock(hour: string, minute: string, second?: string, half?: string): string {
  const number = Number(hour)
  const shown = half || number <= 12 ? number : number === 24 ? 12 : number - 12
  const suffix = half ? ` ${half.toUpperCase()} M` : number === 24 ? ' A M' : number > 12 ? ' P M' : ''
  const minutes = Number(minute)
  const said = minutes === 0 ? '' : minutes < 10 ? ` oh ${belowHundred(minutes)}` : ` ${belowHundred(minutes)}`
  const seconds = Number(second ?? 0) ? ` and ${cardinal(second!)} seconds` : ''
  const full = !said && !suffix ? " o'clock" : said
  return `${belowHundred(shown)}${full}${seconds}${suffix}`
}

export const DATES: Rule[] = [stamp, monthFirst, dayFirst, monthYear, times, time, hours, hourHalf, yearAlone]
