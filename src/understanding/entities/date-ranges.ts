import { dayOf, isoOf, mondayOf, monthOf, partsOf, today } from '#understanding/entities/calendar.ts'
import { NUMERAL, readNumber } from '#understanding/entities/chinese-number.ts'
import { findDates } from '#understanding/entities/dates.ts'
import { type Find, type Found, finder, type Pattern } from '#understanding/entities/found.ts'

const range = (from: number, to: number) => `${isoOf(Math.min(from, to))}/${isoOf(Math.max(from, to))}`

/** Spans of days: 上周, 这个月, 最近三天, this weekend, the last 7 days, 11月1日到11月5日. */
export const findDateRanges: Find = (folded, now) =>
  MAYBE.test(folded) ? [...fromTo(folded, now), ...findSpans(folded, now)] : []

/** What every span contains; the names of months stand in the first day of a span between two. */
const MAYBE = /[\d周月年天]|星期|礼拜|到|至|week|month|year|day|until|[~—-]|\bto\b/i

type ReadSpan = (match: RegExpExecArray, day: number) => string | null

const onDay = (patterns: [RegExp, ReadSpan][]): Pattern[] =>
  patterns.map(([pattern, read]) => [pattern, 'date_range', (m, now) => read(m, today(now))])

const shift = (word: string) => (/^(?:上|last)/i.test(word) ? -1 : /^(?:下|next)/i.test(word) ? 1 : 0)

const SPANS = onDay([
  [
    /(上|下|这|本)?个?周末|(?<![A-Za-z])(?:(last|next|this)\s|the\s)weekend/gi,

    (m, day) => {
      const start = mondayOf(day) + 7 * shift(m[1] ?? m[2] ?? '')
      return range(start + 5, start + 6)
    },
  ],
  [
    /(上|下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])|(?<![A-Za-z])(last|next|this)\sweek(?!end)/gi,

    (m, day) => {
      const start = mondayOf(day) + 7 * shift(m[1] ?? m[2] ?? '')
      return range(start, start + 6)
    },
  ],
  [
    /(上个?|下个?|这个?|本)月(?![\d一二三四五六七八九十底初末])|(?<![A-Za-z])(last|next|this)\smonth/gi,

    (m, day) => {
      const { first, last } = monthOf(day, shift(m[1] ?? m[2] ?? ''))
      return range(first, last)
    },
  ],
  [
    new RegExp(`(?:最近|近|过去)(?:的)?(\\d{1,3}|[${NUMERAL}]{1,3})(天|周|个?星期|个月)`, 'g'),

    (m, day) => {
      const count = readNumber(m[1]!)
      return count === null || count > 400
        ? null
        : range(day, Math.round(day - count * (m[2] === '天' ? 1 : m[2] === '个月' ? 30 : 7)))
    },
  ],
  [
    /(?<![A-Za-z])(?:the\s)?(?:last|past)\s(\d{1,3})\s(days|weeks|months)/gi,
    (m, day) => range(day, day - Number(m[1]) * { days: 1, weeks: 7, months: 30 }[m[2]!.toLowerCase()]!),
  ],
])

/** 去年, 今年上半年, 2025年, last year; a month of a year: 2025年3月, 3月份, in March. */
const WHOLE = onDay([
  [
    /(前年|去年|今年|明年|后年|(?<!\d)(?:19|20)\d\d年)(上半年|下半年)?(?![底末初]|\d|的?[春五端中国双除元])/g,

    (m, day) => {
      const wanted = YEARS[m[1]!] === undefined ? Number.parseInt(m[1]!, 10) : partsOf(day).year + YEARS[m[1]!]!
      return span(wanted, m[2] === '下半年' ? 7 : 1, m[2] === '上半年' ? 6 : 12)
    },
  ],
  [
    /(?<!年)(上半年|下半年)/g,
    (m, day) => (m[1] === '上半年' ? span(partsOf(day).year, 1, 6) : span(partsOf(day).year, 7, 12)),
  ],
  [
    new RegExp(
      `(?<y>(?:19|20)\\d\\d年|去年|今年|明年)?(?<![\\d月])(?<n>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|(?![\\d${NUMERAL}底末初中]))`,
      'g',
    ),

    (m, day) => {
      const month = readNumber(m.groups!.n!)
      const named = m.groups!.y
      if (month === null || (!named && !m[0].endsWith('份') && m[0].length > 3)) return null
      const wanted = !named
        ? partsOf(day).year
        : YEARS[named] === undefined
          ? Number.parseInt(named, 10)
          : partsOf(day).year + YEARS[named]!
      return span(wanted, month, month)
    },
  ],
  [
    /(?<![A-Za-z])(last|this|next)\syear(?![A-Za-z'])/gi,
    (m, day) => span(partsOf(day).year + YEARS[m[1]!.toLowerCase()]!, 1, 12),
  ],
])

function span(year: number, from: number, to: number): string | null {
  const first = dayOf(year, from, 1)
  const next = to === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, to + 1, 1)
  return first === null || next === null ? null : range(first, next - 1)
}

const YEARS: Record<string, number> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1, 后年: 2, last: -1, this: 0, next: 1 }

/** Two dates with 到/至/to between them. */
function fromTo(folded: string, now: Date): Found[] {
  const dates = findDates(folded, now).sort((a, b) => a.start - b.start)
  const found: Found[] = []
  for (const [i, first] of dates.entries()) {
    const second = dates[i + 1]
    if (!second || !/^\s*(?:到|至|-|~|—|to|until)\s*$/i.test(folded.slice(first.end, second.start))) continue
    const [from, to] = [first.value, second.value].sort()
    found.push({ kind: 'date_range', value: `${from}/${to}`, start: first.start, end: second.end })
  }
  return found
}

const findSpans = finder([...SPANS, ...WHOLE])
