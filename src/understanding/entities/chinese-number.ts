const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  仨: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const BIG: Record<string, number> = { 万: 10_000, 亿: 100_000_000 }

/** Characters a number may be written with, for use inside a character class. */
export const NUMERAL = '零〇一二两三四五六七八九十百千万亿半壹贰叁肆伍陆柒捌玖拾佰仟'

/** 三千五百 → 3500, 三千五 → 3500, 一万二 → 12000, 1.2万 → 12000, 二十五 → 25, 一三八 → 138; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text.replaceAll(',', '').trim()
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain)
  const mixed = /^(\d+(?:\.\d+)?)([十百千万亿wk])$/i.exec(plain)
  if (mixed) {
    const unit = mixed[2]!.toLowerCase()
    const factor = UNITS[unit] ?? BIG[unit] ?? (unit === 'w' ? 10_000 : 1000)
    return Math.round(Number(mixed[1]) * factor * 100) / 100
  }
  if (plain === '半') return 0.5
  if (/^[零〇一幺二三四五六七八九]{2,}$/.test(plain)) return Number([...plain].map((digit) => DIGITS[digit]).join(''))
  return readUnits(plain)
}

function readUnits(text: string): number | null {
  let total = 0
  let section = 0
  let digit: number | null = null
  let lastUnit = 1
  for (const char of text) {
    const unit = UNITS[char]
    const big = BIG[char]
    if (DIGITS[char] !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = DIGITS[char]
      if (digit === 0) lastUnit = 1
    } else if (unit !== undefined) {
      // 十五 means 15: a unit without a digit before it counts once.
      section += (digit ?? 1) * unit
      digit = null
      lastUnit = unit
    } else if (big !== undefined) {
      total = (total + section + (digit ?? 0)) * big
      section = 0
      digit = null
      lastUnit = big
    } else return null
  }
  if (!text) return null
  // 三千五 means 3500 and 一万二 means 12000: a last digit takes the next smaller unit.
  if (digit !== null) section += lastUnit >= 100 ? (digit * lastUnit) / 10 : digit
  return total + section
}
