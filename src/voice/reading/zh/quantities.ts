import type { Rule } from '#voice/reading/scan.ts'
import { cardinal, counted, decimal, digitByDigit, MEASURE, yuan } from '#voice/reading/zh/numbers.ts'

export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,40})(?:\.\d{1,12})?`
const RANGE = String.raw`\s*(?:-{1,2}|~|–|—{1,2}|至|到)\s*`
const sticky = (source: string, flags = ''): RegExp => new RegExp(source, `y${flags}`)

const COINS: Record<string, string> = {
  '¥': '元',
  CNY: '元',
  RMB: '元',
  '€': '欧元',
  EUR: '欧元',
  '£': '英镑',
  GBP: '英镑',
  $: '美元',
  US$: '美元',
  USD: '美元',
  HK$: '港元',
  HKD: '港元',
  JPY: '日元',
  '₩': '韩元',
  '₽': '卢布',
}
const COIN = String.raw`(US\$|HK\$|USD|HKD|CNY|RMB|EUR|GBP|JPY|[¥€£$₩₽])`
const MINUS: Record<string, string> = { '-': '负', '+': '加' }
const signOf = (sign: string | undefined) => (sign ? MINUS[sign]! : '')

function money(number: string, big: string | undefined, coin: string): string {
  if (!big && coin === '元') return yuan(number)
  return `${/^2$/.test(number) ? '两' : decimal(number)}${big ?? ''}${coin}`
}

const coinRange: Rule = {
  pattern: sticky(String.raw`${COIN}\s?(${NUMBER})${RANGE}\1?(${NUMBER})([万亿])?元?`),
  say: ([, coin, low, high, big]) => `${decimal(low!)}到${money(high!, big, COINS[coin!]!)}`,
}
const coin: Rule = {
  pattern: sticky(String.raw`([+-])?${COIN}\s?([+-])?(${NUMBER})\s?([万亿])?元?`),
  say: ([, sign, unit, inner, number, big], { before }) =>
    `${signOf(/[\dA-Za-z]$/.test(before) ? undefined : (sign ?? inner))}${money(number!, big, COINS[unit!]!)}`,
}
/** `1299.5元`: people say its 角 and 分, but not when it is a range or counted in 万. */
const written: Rule = {
  pattern: sticky(String.raw`([+-])?(${NUMBER})\s?(?:元|CNY|RMB)(?![/a-zA-Z])`),
  say: ([, sign, number], { before }) => (/[\d.]$/.test(before) ? null : `${signOf(sign)}${yuan(number!)}`),
}

const percentRange: Rule = {
  pattern: sticky(String.raw`(${NUMBER})\s?%?${RANGE}(${NUMBER})\s?%`),
  say: ([, low, high]) => `${percent(low!)}到${percent(high!)}`,
}
const percentage: Rule = {
  pattern: sticky(String.raw`([+-])?(${NUMBER})\s?([%‰])`),
  say: ([, sign, number, kind], { before }) =>
    `${/\d$/.test(before) ? '' : signOf(sign)}${kind === '%' ? percent(number!) : `千分之${decimal(number!)}`}`,
}
const percent = (number: string): string =>
  `百分之${/^100$/.test(number) ? '百' : decimal(number).replace(/^两/, '二')}`

const DEGREE = String.raw`\s?(?:°|º)\s?([CF])`
const degreesRange: Rule = {
  pattern: sticky(String.raw`(-)?(${NUMBER})(?:${DEGREE})?\s?(?:-|~|–|—|至|到)\s?(-)?(${NUMBER})${DEGREE}`),
  say: ([, cold, low, , colder, high, unit]) =>
    `${degree(cold, low!, '').replace(/^二$/, '两')}到${cold && !colder ? '零上' : ''}${degree(colder, high!, scale(unit!))}`,
}
const degrees: Rule = {
  pattern: sticky(`([+-])?(${NUMBER})${DEGREE}`),
  say: ([, sign, number, unit]) => degree(sign === '-' ? '-' : undefined, number!, scale(unit!)),
}
const scale = (unit: string): string => (unit === 'C' ? '摄氏度' : '华氏度')
const degree = (cold: string | undefined, number: string, unit: string): string =>
  `${cold ? '零下' : ''}${counted(number, unit)}${unit}`

/** Units as people say them. The longer names come first. */
const UNITS: [written: string, said: string][] = [
  ['km/h', '公里每小时'],
  ['m/s', '米每秒'],
  ['Mbps', '兆每秒'],
  ['kWh', '千瓦时'],
  ['mAh', '毫安时'],
  ['km\\^2', '平方公里'],
  ['cm\\^2', '平方厘米'],
  ['cm\\^3', '立方厘米'],
  ['m\\^2|m2', '平方米'],
  ['m\\^3|m3', '立方米'],
  ['[kK]g|KG', '公斤'],
  ['mg', '毫克'],
  ['km|KM', '公里'],
  ['cm|CM', '厘米'],
  ['mm|MM', '毫米'],
  ['m[lL]|ML', '毫升'],
  ['kW|KW', '千瓦'],
  ['[kK]Hz', '千赫'],
  ['MHz', '兆赫'],
  ['GHz', '吉赫'],
  ['Hz', '赫兹'],
  ['dB', '分贝'],
  ['ms', '毫秒'],
  ['min', '分钟'],
  ['MB', '兆'],
  ['inch|in', '英寸'],
  ['g', '克'],
  ['m', '米'],
  ['L', '升'],
  ['W', '瓦'],
  ['V', '伏'],
  ['h', '小时'],
  ['s', '秒'],
  ['°', '度'],
]
const UNIT = String.raw`(${UNITS.map(([written]) => written).join('|')})(?![A-Za-z\d])`
const unitName = (written: string): string => UNITS.find(([one]) => new RegExp(`^(?:${one})$`).test(written))![1]

const measured: Rule = {
  pattern: sticky(String.raw`([+-])?(${NUMBER})(?:${RANGE}(${NUMBER}))?\s?${UNIT}`),
  say: ([, sign, low, high, unit], { before }) => {
    if (/[A-Za-z]$/.test(before)) return null
    const name = unitName(unit!)
    return `${signOf(sign)}${counted(low!, name)}${high ? `到${decimal(high)}` : ''}${name}`
  },
}

/** `30×40×50cm`: lengths that are multiplied. */
const size: Rule = {
  pattern: sticky(
    String.raw`(${NUMBER})\s?(cm|mm|m)?\s?[×xX*]\s?(${NUMBER})\s?(cm|mm|m)?(?:\s?[×xX*]\s?(${NUMBER}))?\s?(?:${UNIT})?`,
  ),
  say: ([, a, , b, , c, unit, ...rest]) => {
    const last = unit ?? rest.find((one) => typeof one === 'string' && /^[a-z]/.test(one))
    return (
      [a, b, c]
        .filter(Boolean)
        .map((one) => decimal(one!))
        .join('乘') + (last ? unitName(last) : '')
    )
  },
}

const fraction: Rule = {
  pattern: /(\d{1,4})\/(\d{1,4})(?![\d/])/y,
  say: ([text, above, below], { before }) =>
    text === '24/7'
      ? '七乘二十四小时'
      : /[\d/]$/.test(before) || Number(below) === 0
        ? null
        : `${cardinal(below!)}分之${cardinal(above!)}`,
}

const ratio: Rule = {
  pattern: /(\d{1,6}(?:\.\d{1,3})?):(\d{1,6}(?:\.\d{1,3})?)(?![\d:])/y,
  say: ([, left, right]) => `${decimal(left!)}比${decimal(right!)}`,
}

/** `3-5天` → 三到五天, `100~200元`; a range goes up. */
const range: Rule = {
  pattern: sticky(String.raw`(${NUMBER})([万亿])?${RANGE}(${NUMBER})(?![\d-])`),
  say: ([, low, big, high], { after }) => {
    if (Number(low!.replaceAll(',', '')) >= Number(high!.replaceAll(',', '')) && !big) return null
    const first = counted(low!, big ?? after)
    return `${first}${big ?? ''}到${/^2$/.test(high!) && MEASURE.test(after) ? '两' : decimal(high!)}`
  },
}

const ordinal: Rule = {
  pattern: /第(\d{1,8})/y,
  say: ([, number]) => `第${cardinal(number!).replace(/^两/, '二')}`,
}
const numero: Rule = { pattern: /[Nn]o\.\s?(\d{1,6})/y, say: ([, number]) => `${cardinal(number!)}号` }
const perUnit: Rule = {
  pattern:
    /\/(?=\s?(?:年|月|天|日|周|小时|分钟|秒|次|人|件|个|台|份|位|斤|公斤|晚|间|张|条|度|平方米|单|盒|瓶|包|箱|套|kg|km))/y,
  say: () => '每',
}

/** A number that is nothing else. */
const bare: Rule = {
  pattern: sticky(`([+-])?(${NUMBER})`),
  say: ([, sign, number], { before, after }) => {
    const minus =
      sign && !/[\dA-Za-z\u4e00-\u9fff)）]$/.test(before) ? signOf(sign) : sign === '+' ? '加' : sign ? '杠' : ''
    const whole = number!.replaceAll(',', '')
    if (/^0\d/.test(whole)) return minus + digitByDigit(whole)
    return minus + counted(number!, after)
  },
}

export const MONEY: Rule[] = [coinRange, coin, written]
export const SHARES: Rule[] = [percentRange, percentage, degreesRange, degrees]
export const MEASURES: Rule[] = [size, measured, fraction, ratio, range]
export const PLAIN: Rule[] = [ordinal, numero, perUnit, bare]
