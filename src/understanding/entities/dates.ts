import { dayOf, isoOf, mondayOf, monthOf, partsOf, today, weekdayOf } from '#understanding/entities/calendar.ts'
import { NUMERAL, readNumber } from '#understanding/entities/chinese-number.ts'
import { type Find, finder, type Pattern } from '#understanding/entities/found.ts'

const number = `(?:\\d{1,4}|[${NUMERAL}]{1,4})`
const iso = (day: number | null) =>
  day === null || !Number.isFinite(day) || Math.abs(day) > 80_000 ? null : isoOf(day)

/** Single days: 明天, 下周三, 11月25日, 25号, 3天前, next Monday, Nov 25, 2026-11-25. */
export const findDates: Find = (folded, now) => [
  ...findNumbered(folded, now),
  ...(HAN.test(folded) ? findChinese(folded, now) : []),
  ...(ENGLISH.test(folded) ? findEnglish(folded, now) : []),
]

const HAN = /[\u4e00-\u9fff]/
/** What every English date contains. */
const ENGLISH = /day|morrow|night|ago|week|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i

type ReadDay = (match: RegExpExecArray, day: number, folded: string) => string | null

const onDay = (patterns: [RegExp, ReadDay][]): Pattern[] =>
  patterns.map(([pattern, read]) => [pattern, 'date', (m, now, folded) => read(m, today(now), folded)])

/** Without a year the nearest such date counts: at most about half a year back, else ahead. */
function nearest(day: number, month: number, date: number): number | null {
  const { year } = partsOf(day)
  const candidates = [year - 1, year, year + 1].map((y) => dayOf(y, month, date)).filter((d) => d !== null)
  return candidates.sort((a, b) => Math.abs(a - day) - Math.abs(b - day))[0] ?? null
}

const read = (text: string | undefined) => readNumber(text ?? '') ?? Number.NaN

const NUMBERED = onDay([
  [
    /(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)\s?[日号]?/g,
    (m) => iso(dayOf(Number(m[1]), Number(m[2]), Number(m[3]))),
  ],
  [/^\s*(?<v>(20[2-3]\d)(\d{2})(\d{2}))\s*$/g, (m) => iso(dayOf(Number(m[2]), Number(m[3]), Number(m[4])))],
  [
    new RegExp(`(?<!年|\\d)(${number})月(${number})(?:日|号)?(?![${NUMERAL}\\d])`, 'g'),

    (m, day) => iso(nearest(day, read(m[1]), read(m[2]))),
  ],
  [
    new RegExp(`(上个?月|下个?月|这个?月|本月)(${number})(?:日|号)`, 'g'),
    (m, day) => {
      const target = partsOf(monthOf(day, m[1]!.startsWith('上') ? -1 : m[1]!.startsWith('下') ? 1 : 0).first)
      return iso(dayOf(target.year, target.month, read(m[2])))
    },
  ],
  [
    new RegExp(
      `(?<![月\\d${NUMERAL}路街道弄巷栋幢楼])(${number})号(?![线楼栋院店门])(?=$|[\\s,.!?。的之以前后上下早中晚那这到至左吧呢可能行])`,
      'g',
    ),

    (m, day, folded) =>
      read(m[1]) > 31 || /[路街道弄巷]\s*$/.test(folded.slice(0, m.index))
        ? null
        : iso(dayOf(partsOf(day).year, partsOf(day).month, read(m[1]))),
  ],
  [
    /(?<![\d/.])(1[0-2]|0?[1-9])\/(3[01]|[12]\d|0?[1-9])(?![\d/])/g,
    (m, day) => iso(nearest(day, Number(m[1]), Number(m[2]))),
  ],
])

const NAMED: Record<string, number> = {
  大前天: -3,
  前晚上: -2,
  前天: -2,
  前日: -2,
  前晚: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  昨儿: -1,
  今天: 0,
  今日: 0,
  今儿: 0,
  今晚: 0,
  今早: 0,
  今夜: 0,
  明天: 1,
  明日: 1,
  明儿: 1,
  明早: 1,
  明晚: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
}

const names = Object.keys(NAMED).sort((a, b) => b.length - a.length)

const RELATIVE = onDay([
  // "昨晚八点": the evening belongs to the hour behind it.
  [new RegExp(`([今明昨前])(?=[早晚]\\s?[\\d${NUMERAL}])`, 'g'), (m, day) => iso(day + NAMED[`${m[0]}日`]!)],
  [new RegExp(`(?:${names.join('|')})(?<![早晚](?=\\s?[\\d${NUMERAL}]))`, 'g'), (m, day) => iso(day + NAMED[m[0]]!)],
  [
    new RegExp(`(${number})\\s?(天|日|周|个?星期|个?礼拜|个月)(?:之|以)?(前|后)`, 'g'),

    (m, day) => {
      const count = readNumber(m[1]!)
      if (count === null) return null
      const sign = m[3] === '前' ? -1 : 1
      if (m[2] === '个月') return iso(monthsAway(day, sign * count))
      return iso(day + sign * count * (/天|日/.test(m[2]!) ? 1 : 7))
    },
  ],
  [
    /(上上个?|上个?|下下个?|下个?|这个?|本)?月(底|末|初)/g,
    (m, day) => {
      const { first, last } = monthOf(day, MONTHS_AWAY[(m[1] ?? '').replace('个', '')] ?? 0)
      return iso(m[2] === '初' ? first : last)
    },
  ],
  [
    /(去年|今年|明年)?年?(底|末|初)(?<=年[底末初])/g,
    (m, day) => {
      const { year } = partsOf(day)
      const wanted = year + ({ 去年: -1, 明年: 1 }[m[1] ?? ''] ?? 0)
      return iso(m[2] === '初' ? dayOf(wanted, 1, 1) : dayOf(wanted, 12, 31))
    },
  ],
])

const MONTHS_AWAY: Record<string, number> = { 上上: -2, 上: -1, 下: 1, 下下: 2 }

function monthsAway(day: number, months: number): number {
  const { first, last } = monthOf(day, months)
  return Math.min(first + partsOf(day).date - 1, last)
}

const WEEKDAYS = '一二三四五六日天末'
const weekdayNumber = (char: string) => (/\d/.test(char) ? Number(char) - 1 : Math.min(WEEKDAYS.indexOf(char), 6))

const WEEK_DAYS = onDay([
  [
    /(上上|下下|上|下|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天1-7])(?![个天期])/g,
    (m, day) => {
      const wanted = weekdayNumber(m[2]!)
      const weeks = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }[m[1] ?? '']
      // 周三 alone is the next one to come, today included.
      if (weeks === undefined) return iso(day + ((wanted - weekdayOf(day) + 7) % 7))
      return iso(mondayOf(day) + weeks * 7 + wanted)
    },
  ],
])

const ENGLISH_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayWord = 'mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?'
const monthWord = '(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?'

const monthNumber = (text: string) => ENGLISH_MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1
const dated = (day: number, month: string, date: string, year?: string) =>
  iso(year ? dayOf(Number(year), monthNumber(month), Number(date)) : nearest(day, monthNumber(month), Number(date)))
const wording = 'the day after tomorrow|the day before yesterday|tomorrow|yesterday|today|tonight|last night'
const named: Record<string, number> = {
  'the day after tomorrow': 2,
  'the day before yesterday': -2,
  tomorrow: 1,
  yesterday: -1,
  'last night': -1,
}

const IN_ENGLISH = onDay([
  [
    new RegExp(`(?<![A-Za-z])(?:${wording})(?![A-Za-z])`, 'gi'),
    (m, day) => iso(day + (named[m[0].toLowerCase()] ?? 0)),
  ],
  [
    new RegExp(`(?<![A-Za-z])(?:(next|last|this|on|since|by|before|until)\\s)?(${dayWord})(?![A-Za-z])`, 'gi'),

    (m, day, folded) => {
      const short = m[2]!.slice(0, 3).toLowerCase()
      const lead = m[1]?.toLowerCase()
      // "sat" and "sun" alone are words of their own.
      if (!lead && m[2]!.length === 3 && m[0] !== folded.trim()) return null
      const wanted = ENGLISH_DAYS.findIndex((name) => name.startsWith(short))
      if (lead === 'next') return iso(mondayOf(day) + 7 + wanted)
      const ahead = (wanted - weekdayOf(day) + 7) % 7
      return iso(lead === 'last' || lead === 'since' ? day - ((7 - ahead) % 7 || 7) : day + ahead)
    },
  ],
  [
    new RegExp(`(?<![A-Za-z])${monthWord}\\s(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s(20\\d\\d))?`, 'gi'),

    (m, day) => dated(day, m[1]!, m[2]!, m[3]),
  ],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?${monthWord}(?![A-Za-z])(?:,?\\s(20\\d\\d))?`, 'gi'),

    (m, day) => dated(day, m[2]!, m[1]!, m[3]),
  ],
  [
    /(?<![A-Za-z\d])(?:in\s(\d{1,3}|a|two|three)\s(days?|weeks?)|(\d{1,3}|a|two|three|a few)\s(days?|weeks?)\sago)(?![A-Za-z])/gi,

    (m, day) => {
      const word = (m[1] ?? m[3])!.toLowerCase()
      const count = { a: 1, two: 2, three: 3, 'a few': 3 }[word] ?? Number(word)
      return iso(day + (m[1] ? 1 : -1) * count * (/^w/i.test((m[2] ?? m[4])!) ? 7 : 1))
    },
  ],
])

const findNumbered = finder(NUMBERED)
const findChinese = finder([...RELATIVE, ...WEEK_DAYS])
const findEnglish = finder(IN_ENGLISH)
