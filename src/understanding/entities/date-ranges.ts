import { isoOf, mondayOf, monthOf, today } from '#understanding/entities/calendar.ts'
import { NUMERAL, readNumber } from '#understanding/entities/chinese-number.ts'
import { findDates } from '#understanding/entities/dates.ts'
import { type Find, type Found, matches } from '#understanding/entities/found.ts'

const range = (from: number, to: number) => `${isoOf(Math.min(from, to))}/${isoOf(Math.max(from, to))}`

/** Spans of days: 上周, 这个月, 最近三天, this weekend, the last 7 days, 11月1日到11月5日. */
export const findDateRanges: Find = (folded, now) => {
  const day = today(now)
  const monday = mondayOf(day)
  const shift = (word: string) => (/^(?:上|last)/i.test(word) ? -1 : /^(?:下|next)/i.test(word) ? 1 : 0)
  return [
    ...fromTo(folded, now),
    ...matches(
      folded,
      /(上|下|这|本)?个?周末|(?<![A-Za-z])(?:(last|next|this)\s|the\s)weekend/gi,
      'date_range',
      (m) => {
        const start = monday + 7 * shift(m[1] ?? m[2] ?? '')
        return range(start + 5, start + 6)
      },
    ),
    ...matches(
      folded,
      /(上|下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])|(?<![A-Za-z])(last|next|this)\sweek(?!end)/gi,
      'date_range',
      (m) => {
        const start = monday + 7 * shift(m[1] ?? m[2] ?? '')
        return range(start, start + 6)
      },
    ),
    ...matches(
      folded,
      /(上个?|下个?|这个?|本)月(?![\d一二三四五六七八九十底])|(?<![A-Za-z])(last|next|this)\smonth/gi,
      'date_range',
      (m) => {
        const { first, last } = monthOf(day, shift(m[1] ?? m[2] ?? ''))
        return range(first, last)
      },
    ),
    ...matches(
      folded,
      new RegExp(`(?:最近|近|过去)(?:的)?(\\d{1,3}|[${NUMERAL}]{1,3})(天|周|个?星期|个月)`, 'g'),
      'date_range',
      (m) => {
        const count = readNumber(m[1]!)
        return count === null || count > 400
          ? null
          : range(day, Math.round(day - count * (m[2] === '天' ? 1 : m[2] === '个月' ? 30 : 7)))
      },
    ),
    ...matches(folded, /(?<![A-Za-z])(?:the\s)?(?:last|past)\s(\d{1,3})\s(days|weeks|months)/gi, 'date_range', (m) =>
      range(day, day - Number(m[1]) * { days: 1, weeks: 7, months: 30 }[m[2]!.toLowerCase()]!),
    ),
  ]
}

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
