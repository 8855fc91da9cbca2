import { MIXED } from '#voice/reading/en/identifiers.ts'
import { cardinal, decimal, ordinal } from '#voice/reading/en/numbers.ts'
import type { Rule } from '#voice/reading/scan.ts'

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,40})(?:\.\d{1,12})?`
const RANGE = String.raw`\s?(?:-{1,2}|~|–|—| to )\s?`
const sticky = (source: string): RegExp => new RegExp(source, 'y')

type Coin = { one: string; many: string; cent?: [one: string, many: string] }
const DOLLAR: Coin = { one: 'dollar', many: 'dollars', cent: ['cent', 'cents'] }
const YUAN: Coin = { one: 'yuan', many: 'yuan' }
const COINS: Record<string, Coin> = {
  $: DOLLAR,
  US$: { ...DOLLAR, one: 'US dollar', many: 'US dollars' },
  USD: { ...DOLLAR, one: 'US dollar', many: 'US dollars' },
  HK$: { ...DOLLAR, one: 'Hong Kong dollar', many: 'Hong Kong dollars' },
  '¥': YUAN,
  CNY: YUAN,
  RMB: YUAN,
  '€': { one: 'euro', many: 'euros', cent: ['cent', 'cents'] },
  EUR: { one: 'euro', many: 'euros', cent: ['cent', 'cents'] },
  '£': { one: 'pound', many: 'pounds', cent: ['penny', 'pence'] },
  GBP: { one: 'pound', many: 'pounds', cent: ['penny', 'pence'] },
}
const COIN = String.raw`(US\$|HK\$|USD|CNY|RMB|EUR|GBP|[¥€£$])`
const BIG: Record<string, string> = { k: ' thousand', K: ' thousand', m: ' million', M: ' million', bn: ' billion' }

function money(number: string, coin: Coin, big = ''): string {
  const [whole = '0', behind = ''] = number.replaceAll(',', '').split('.')
  const cents = Number(behind.padEnd(2, '0'))
  if (big || !coin.cent || behind.length > 2 || !cents)
    return `${decimal(coin.cent && !cents && !big ? whole : number.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''))}${big} ${
      Number(number.replaceAll(',', '')) === 1 && !big ? coin.one : coin.many
    }`
  const small = `${cardinal(String(cents))} ${coin.cent[cents === 1 ? 0 : 1]}`
  return Number(whole) ? `${cardinal(whole)} ${Number(whole) === 1 ? coin.one : coin.many} and ${small}` : small
}

const minus = (sign: string | undefined, before: string): string =>
  sign === '-' && !/[\dA-Za-z)]\s?$/.test(before) ? 'minus ' : sign === '+' ? 'plus ' : sign ? ' dash ' : ''

const coinRange: Rule = {
  pattern: sticky(String.raw`${COIN}\s?(${NUMBER})${RANGE}\1?(${NUMBER})`),
  say: ([, coin, low, high]) => `${decimal(low!)} to ${money(high!, COINS[coin!]!)}`,
}
const coin: Rule = {
  pattern: sticky(String.raw`([+-])?${COIN}\s?(${NUMBER})(?:\s?(k|K|m|M|bn)\b)?`),
  say: ([, sign, unit, number, big], { before }) =>
    `${minus(sign, before)}${money(number!, COINS[unit!]!, big ? BIG[big] : '')}`,
}
const after: Rule = {
  pattern: sticky(String.raw`([+-])?(${NUMBER})\s?(USD|CNY|RMB|EUR|GBP|yuan)\b`),
  say: ([, sign, number, unit], { before }) =>
    `${minus(sign, before)}${money(number!, unit === 'yuan' ? YUAN : COINS[unit!]!)}`,
}
const percentRange: Rule = {
  pattern: sticky(String.raw`(${NUMBER})\s?%?${RANGE}(${NUMBER})\s?%`),
  say: ([, low, high]) => `${decimal(low!)} to ${decimal(high!)} percent`,
}
const percent: Rule = {
  pattern: sticky(String.raw`([+-])?(${NUMBER})\s?%`),
  say: ([, sign, number], { before }) => `${minus(sign, before)}${decimal(number!)} percent`,
}

/** Names of one and of many. The longer signs come first. */
const UNITS: [written: string, one: string, many: string][] = [
  ['km/h', 'kilometre per hour', 'kilometres per hour'],
  ['mph', 'mile per hour', 'miles per hour'],
  ['Mbps', 'megabit per second', 'megabits per second'],
  ['kWh', 'kilowatt hour', 'kilowatt hours'],
  ['mAh', 'milliamp hour', 'milliamp hours'],
  ['m\\^2|m2', 'square metre', 'square metres'],
  ['m\\^3|m3', 'cubic metre', 'cubic metres'],
  ['[°º]\\s?C', 'degree Celsius', 'degrees Celsius'],
  ['[°º]\\s?F', 'degree Fahrenheit', 'degrees Fahrenheit'],
  ['kg', 'kilogram', 'kilograms'],
  ['mg', 'milligram', 'milligrams'],
  ['km', 'kilometre', 'kilometres'],
  ['cm', 'centimetre', 'centimetres'],
  ['mm', 'millimetre', 'millimetres'],
  ['m[lL]', 'millilitre', 'millilitres'],
  ['lbs?', 'pound', 'pounds'],
  ['oz', 'ounce', 'ounces'],
  ['kW', 'kilowatt', 'kilowatts'],
  ['GHz', 'gigahertz', 'gigahertz'],
  ['MHz', 'megahertz', 'megahertz'],
  ['Hz', 'hertz', 'hertz'],
  ['dB', 'decibel', 'decibels'],
  ['TB', 'terabyte', 'terabytes'],
  ['GB', 'gigabyte', 'gigabytes'],
  ['MB', 'megabyte', 'megabytes'],
  ['ms', 'millisecond', 'milliseconds'],
  ['mins?', 'minute', 'minutes'],
  ['hrs?', 'hour', 'hours'],
  ['ft', 'foot', 'feet'],
  ['in\\b(?=[.,)]|$)', 'inch', 'inches'],
  ['g', 'gram', 'grams'],
  ['m', 'metre', 'metres'],
  ['L', 'litre', 'litres'],
  ['W', 'watt', 'watts'],
  ['V', 'volt', 'volts'],
  ['h', 'hour', 'hours'],
  ['°', 'degree', 'degrees'],
]
const UNIT = String.raw`(${UNITS.map(([written]) => written).join('|')})(?![A-Za-z\d])`
const unitOf = (written: string, number: string): string => {
  const [, one, many] = UNITS.find(([sign]) => new RegExp(`^(?:${sign})$`).test(written))!
  return number === '1' ? one : many
}
const measured: Rule = {
  pattern: sticky(String.raw`([+-])?(${NUMBER})(?:${RANGE}([+-])?(${NUMBER}))?\s?${UNIT}`),
  say: ([, sign, low, sign2, high, unit], { before }) =>
    /[A-Za-z]$/.test(before)
      ? null
      : `${minus(sign, before)}${decimal(low!)}${high ? ` to ${minus(sign2, '')}${decimal(high)}` : ''} ${unitOf(unit!, high ?? low!)}`,
}
const size: Rule = {
  pattern: sticky(String.raw`(${NUMBER})\s?[×xX*]\s?(${NUMBER})(?:\s?[×xX*]\s?(${NUMBER}))?\s?${UNIT}?`),
  say: ([, a, b, c, unit]) =>
    [a, b, c]
      .filter(Boolean)
      .map((one) => decimal(one!))
      .join(' by ') + (unit ? ` ${unitOf(unit, '2')}` : ''),
}

const PARTS: Record<string, [one: string, many: string]> = { '2': ['half', 'halves'], '4': ['quarter', 'quarters'] }
const fraction: Rule = {
  pattern: /(\d{1,4})\/(\d{1,4})(?![\d/])/y,
  say: ([text, above, below], { before }) => {
    if (/[\d/]$/.test(before) || Number(below) === 0) return null
    if (text === '24/7') return 'twenty-four seven'
    const [one, many] = PARTS[below!] ?? [ordinal(below!), `${ordinal(below!)}s`]
    return `${cardinal(above!)} ${above === '1' ? one : many}`
  },
}
const ratio: Rule = {
  pattern: /(\d{1,6}):(\d{1,6})(?![\d:])/y,
  say: ([, left, right]) => `${cardinal(left!)} to ${cardinal(right!)}`,
}
const range: Rule = {
  pattern: sticky(String.raw`(${NUMBER})${RANGE}(${NUMBER})(?![\d-])`),
  say: ([, low, high]) =>
    Number(low!.replaceAll(',', '')) < Number(high!.replaceAll(',', ''))
      ? `${decimal(low!)} to ${decimal(high!)}`
      : null,
}
const nth: Rule = { pattern: /(\d{1,8})(?:st|nd|rd|th)\b/y, say: ([, number]) => ordinal(number!) }
const numero: Rule = { pattern: /[Nn]o\.\s?(?=\d)/y, say: () => 'number ' }
const per: Rule = {
  pattern: /\/(?=\s?(?:year|month|week|day|hour|night|item|person|piece|kg|km|min)\b)/y,
  say: () => ' per ',
}
const slash: Rule = { pattern: /\//y, say: () => ' or ' }
const bare: Rule = {
  pattern: sticky(`([+-])?(${NUMBER})`),
  say: ([, sign, number], { before }) => minus(sign, before) + decimal(number!),
}

export const AMOUNTS: Rule[] = [coinRange, coin, after, percentRange, percent]
export const COUNTS: Rule[] = [size, measured, fraction, ratio, range, nth, numero, ...MIXED, per, slash, bare]
