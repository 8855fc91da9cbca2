import { NUMERAL, readNumber } from '#understanding/entities/chinese-number.ts'
import { type Find, finder } from '#understanding/entities/found.ts'

const number = `(?:\\d{1,4}(?:\\.\\d)?|[${NUMERAL}]{1,4})`

const UNITS_ZH =
  '工作日|个工作日|天|日(?!元)|周|星期|礼拜|月|年(?!级|货|[上下中初底前后]|\\d)|小时|钟头|分钟|刻钟|秒钟|秒'

const findAny = finder([
  [
    new RegExp(
      `(?<![\\d.第月])(?<n>${number})\\s?(?<more>个半|个多|个|多)?\\s?(?<unit>${UNITS_ZH})(?<half>半)?(?![前后内]?[一二三四五六日天]?号)`,
      'g',
    ),
    'duration',
    (m) => {
      const { n, more, unit, half } = m.groups!
      const whole = readNumber(n!)
      if (whole === null) return null
      // 五月 is a month of the year, 五个月 a length; 3年级 is a class.
      if (unit === '月' && !more) return null
      return iso(whole + (more === '个半' || half ? 0.5 : 0), UNIT[unit!]!)
    },
  ],
  [
    /(?<![A-Za-z\d.])(?<n>\d{1,4}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|half an?|a couple of|a few)[\s-](?<unit>(?:business |working )?(?:days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?))(?![A-Za-z])/gi,
    'duration',
    (m) => {
      const word = m.groups!.n!.toLowerCase()
      const count = WORDS[word] ?? Number(word)
      const unit = m.groups!.unit!.toLowerCase().replace(/^(?:business|working) /, '')
      return iso(count, unit.startsWith('mi') ? 'minute' : UNIT[unit.slice(0, 2)]!)
    },
  ],
])

/** Lengths of time as ISO 8601: 三天 → P3D, 两个半小时 → PT150M, 半年 → P6M, 45 minutes → PT45M. */
export const findDurations: Find = (folded, now) => (MAYBE.test(folded) ? findAny(folded, now) : [])

/** What every length of time contains. */
const MAYBE = /[天日周期拜月年时头分刻秒工]|day|week|month|year|hour|hr|min/i

const UNIT: Record<string, string> = {
  工作日: 'day',
  个工作日: 'day',
  天: 'day',
  日: 'day',
  周: 'week',
  星期: 'week',
  礼拜: 'week',
  月: 'month',
  年: 'year',
  小时: 'hour',
  钟头: 'hour',
  分钟: 'minute',
  刻钟: 'quarter',
  秒钟: 'second',
  秒: 'second',
  da: 'day',
  we: 'week',
  mo: 'month',
  ye: 'year',
  ho: 'hour',
  hr: 'hour',
}
const WORDS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  'half a': 0.5,
  'half an': 0.5,
  'a couple of': 2,
  'a few': 3,
}

function iso(count: number, unit: string): string | null {
  if (!(count > 0) || count > 9999) return null
  const whole = Number.isInteger(count)
  if (unit === 'second') return `PT${count}S`
  if (unit === 'quarter') return `PT${count * 15}M`
  if (unit === 'minute') return `PT${count}M`
  if (unit === 'hour') return whole ? `PT${count}H` : `PT${count * 60}M`
  if (unit === 'day') return whole ? `P${count}D` : `PT${count * 24}H`
  if (unit === 'week') return whole ? `P${count}W` : `P${Math.round(count * 7)}D`
  if (unit === 'month') return whole ? `P${count}M` : `P${Math.round(count * 30)}D`
  return whole ? `P${count}Y` : `P${Math.round(count * 12)}M`
}

/** Shares: 15%, 百分之十五, 15 percent. */
export const findPercents: Find = finder([
  [/(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s?(?:%|percent(?![A-Za-z])|个百分点)/gi, 'percent', (m) => String(Number(m[1]))],
  [
    new RegExp(`百分之(\\d{1,3}(?:\\.\\d{1,2})?|[${NUMERAL}]{1,5})`, 'g'),
    'percent',
    (m) => {
      const value = readNumber(m[1]!)
      return value === null ? null : String(value)
    },
  ],
])
