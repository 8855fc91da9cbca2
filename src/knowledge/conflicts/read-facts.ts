import type { Difference } from '#knowledge/conflicts/contract.ts'

/** A figure in a sentence. `unit` and `value` are canonical, so that 一周 and 7 天 are the same. */
export type Fact = { kind: Difference['kind']; unit: string; value: string; text: string; start: number; end: number }

/** Figures with their meaning: amounts, periods, dates, shares, counts. In the order of the text, none inside another. */
export function readFacts(sentence: string): Fact[] {
  const facts: Fact[] = []
  for (const { pattern, read } of READERS) {
    for (const match of sentence.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (facts.some((fact) => start < fact.end && end > fact.start)) continue
      const found = read(match.slice(1))
      if (found) facts.push({ ...found, text: match[0].trim(), start, end })
    }
  }
  return facts.sort((a, b) => a.start - b.start)
}

type Reading = Pick<Fact, 'kind' | 'unit' | 'value'>
type Reader = { pattern: RegExp; read: (groups: (string | undefined)[]) => Reading | null }

const NUMBER = '\\d[\\d,]*(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千半]+'
const PERIODS: Record<string, [unit: string, size: number]> = {
  ...{ 秒: ['hour', 1 / 3600], second: ['hour', 1 / 3600], 分钟: ['hour', 1 / 60], minute: ['hour', 1 / 60] },
  ...{ 小时: ['hour', 1], 钟头: ['hour', 1], hour: ['hour', 1] },
  ...{
    天: ['hour', 24],
    日: ['hour', 24],
    day: ['hour', 24],
    周: ['hour', 168],
    星期: ['hour', 168],
    week: ['hour', 168],
  },
  ...{ 工作日: ['working-day', 1], 'working day': ['working-day', 1], 'business day': ['working-day', 1] },
  ...{ 月: ['month', 1], month: ['month', 1], 年: ['month', 12], year: ['month', 12] },
}
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'

const READERS: Reader[] = [
  {
    pattern: /(\d{4})\s*[年/-]\s*(\d{1,2})\s*[月/-]\s*(\d{1,2})\s*[日号]?/g,
    read: ([year, month, day]) => ({ kind: 'date', unit: 'date', value: `${year}-${Number(month)}-${Number(day)}` }),
  },
  {
    pattern: /(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/g,
    read: ([month, day]) => ({ kind: 'date', unit: 'day', value: `${Number(month)}-${Number(day)}` }),
  },
  {
    pattern: new RegExp(`\\b(${MONTHS})\\s+(\\d{1,2})\\b`, 'gi'),
    read: ([month, day]) => ({
      kind: 'date',
      unit: 'day',
      value: `${MONTHS.split('|').indexOf(month!.toLowerCase()) + 1}-${Number(day)}`,
    }),
  },
  {
    pattern: /(\d{1,2})\s*[:：点]\s*(\d{2})?/g,
    read: ([hour, minute]) => ({ kind: 'date', unit: 'clock', value: `${Number(hour)}:${minute ?? '00'}` }),
  },
  {
    pattern: /(\d[\d.,]*)\s*[%％]|百分之([零〇一二两三四五六七八九十百]+)/g,
    read: ([digits, han]) => ({ kind: 'percent', unit: '%', value: String(numberOf(digits ?? han!)) }),
  },
  {
    pattern: new RegExp(
      `[¥￥]\\s*(\\d[\\d,]*(?:\\.\\d+)?)(万)?|(${NUMBER})\\s*(万)?\\s*(?:元|块钱|块|yuan\\b|rmb\\b|cny\\b)`,
      'gi',
    ),
    read: ([a, tenThousand, b, also]) => ({
      kind: 'amount',
      unit: 'CNY',
      value: String(numberOf(a ?? b!) * (tenThousand || also ? 10_000 : 1)),
    }),
  },
  {
    pattern: new RegExp(
      `(${NUMBER})\\s*-?\\s*个?\\s*(工作日|分钟|小时|钟头|星期|秒|天|日|周|月|年|(?:working |business )day|second|minute|hour|day|week|month|year)s?`,
      'gi',
    ),
    read: ([count, unit]) => {
      const [name, size] = PERIODS[unit!.toLowerCase()]!
      return { kind: 'duration', unit: name, value: String(Math.round(numberOf(count!) * size * 1000) / 1000) }
    },
  },
  {
    pattern: new RegExp(
      `(${NUMBER})\\s*(次|件|个|张|台|份|人|公里|千米|公斤|千克|克|升|毫升|厘米|米|km|kg|ml|g|l|cm|m|times?)(?![a-z])`,
      'gi',
    ),
    read: ([count, unit]) => ({ kind: 'number', unit: unit!.toLowerCase(), value: String(numberOf(count!)) }),
  },
]

const DIGITS = '零一二三四五六七八九'
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** `1,200`, 七, 十五, 两百, 半 */
function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text.replaceAll(',', ''))
  if (text === '半') return 0.5
  let total = 0
  let digit = 0
  for (const sign of text.replaceAll('两', '二').replaceAll('〇', '零')) {
    const place = PLACES[sign]
    if (place) {
      total += (digit || 1) * place
      digit = 0
    } else digit = Math.max(0, DIGITS.indexOf(sign))
  }
  return total + digit
}
