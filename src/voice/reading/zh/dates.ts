import type { Rule } from '#voice/reading/scan.ts'
import { cardinal, digitByDigit } from '#voice/reading/zh/numbers.ts'

const plain = (number: string): string => cardinal(number).replace(/^两/, '二')
const YEAR = String.raw`((?:1[6-9]|2[01])\d{2})`
const MONTH = '(0?[1-9]|1[0-2])'
const DAY = String.raw`(0?[1-9]|[12]\d|3[01])`
const CLOCK = String.raw`([01]?\d|2[0-4])\s?:\s?([0-5]\d)(?:\s?:\s?([0-5]\d)(?:\.\d{1,9})?)?`
const TO = String.raw`\s?(?:-{1,2}|~|–|—{1,2}|至|到)\s?`
const sticky = (source: string, flags = ''): RegExp => new RegExp(source, `y${flags}`)

const stamp: Rule = {
  pattern: sticky(`${YEAR}([-/.])${MONTH}\\2${DAY}(?:[T ]+${CLOCK}(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\d-])`),
  say: ([, year, , month, day, hour, minute, second]) =>
    `${digitByDigit(year!)}年${plain(month!)}月${plain(day!)}日${hour ? clock(hour, minute!, second) : ''}`,
}
/** `3月5-8日`, `3月5日-8日` */
const days: Rule = {
  pattern: sticky(`${MONTH}月${DAY}([日号])?${TO}${DAY}([日号])`),
  say: ([, month, from, , to, name]) => `${plain(month!)}月${plain(from!)}到${plain(to!)}${name}`,
}
const months: Rule = {
  pattern: sticky(`${MONTH}月?${TO}${MONTH}月(?!\\d)`),
  say: ([, from, to]) => `${plain(from!)}到${plain(to!)}月`,
}
const datesUntil: Rule = {
  pattern: sticky(`(?<=[日号])${TO}(?=\\d{1,4}[年月])`),
  say: () => '到',
}
const years: Rule = {
  pattern: sticky(`${YEAR}年?${TO}${YEAR}年`),
  say: ([, from, to]) => `${digitByDigit(from!)}到${digitByDigit(to!)}年`,
}
const year: Rule = {
  pattern: sticky(`${YEAR}(?=\\s?(?:年(?!以|的历史|前|后的)|款|版|届|财年|赛季))`),
  say: ([, number]) => digitByDigit(number!),
}
/** `96年` is a year where a month follows or a birth is meant. */
const shortYear: Rule = {
  pattern: /(\d{2})(?=年(?:\d{1,2}月|出生|生人|的?款))/y,
  say: ([, number], { before }) => (/\d$/.test(before) ? null : digitByDigit(number!)),
}
/** `3月2日`: neither month nor day is counted, so 2 stays 二. */
const monthOrDay: Rule = {
  pattern: /(\d{1,2})(?=\s?(?:月(?!薪)|日(?!元)|号(?!码)))/y,
  say: ([, number], { before }) => (/[\d.]$/.test(before) ? null : plain(number!)),
}
const monthDay: Rule = {
  pattern: sticky(`(?<=(?:于|在|到|至|截止|截至|日期|时间)[:：]?\\s?)${MONTH}[/.]${DAY}(?![\\d./%])`),
  say: ([, month, day]) => `${plain(month!)}月${plain(day!)}日`,
}

const times: Rule = {
  pattern: sticky(`${CLOCK}${TO}(次日|第二天|当天)?\\s?${CLOCK}(?![\\d:])`),
  say: ([, hour, minute, second, next, hour2, minute2, second2]) =>
    `${clock(hour!, minute!, second)}到${next ?? ''}${clock(hour2!, minute2!, second2)}`,
}
const time: Rule = {
  pattern: sticky(`${CLOCK}(?:\\s?([AaPp])\\.?[Mm]\\b\\.?)?(?![\\d:])`),
  say: ([, hour, minute, second, half], { before }) => {
    const part = !half || /[早上中下晚]\S?$/.test(before) ? '' : /p/i.test(half) ? '下午' : '上午'
    return part + clock(hour!, minute!, second)
  },
}
const hourHalf: Rule = {
  pattern: /(\d{1,2})\s?([AaPp])\.?[Mm]\b\.?/y,
  say: ([, hour, half]) => (Number(hour) > 24 ? null : `${/p/i.test(half!) ? '下午' : '上午'}${clock(hour!, '00')}`),
}
/** `8点05`, `2点30分` */
const spoken: Rule = {
  pattern: /(\d{1,2})点(\d{1,2})(分)?(?!\d)/y,
  say: ([, hour, minute], { before }) =>
    /[\d.]$/.test(before) || Number(minute) > 59 || Number(hour) > 24 ? null : clock(hour!, minute!),
}

function clock(hour: string, minute: string, second?: string): string {
  const said = `${Number(hour) === 2 ? '两' : plain(hour)}点`
  const rest = Number(minute) === 0 && !Number(second ?? 0) ? '' : `${padded(minute)}分`
  return said + rest + (Number(second ?? 0) ? `${padded(second!)}秒` : '')
}
const padded = (part: string): string => (Number(part) < 10 && Number(part) > 0 ? `零${plain(part)}` : plain(part))

export const DATES: Rule[] = [
  stamp,
  years,
  days,
  months,
  datesUntil,
  year,
  shortYear,
  monthDay,
  monthOrDay,
  times,
  time,
  hourHalf,
  spoken,
]
