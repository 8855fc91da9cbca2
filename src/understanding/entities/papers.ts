import { type Find, finder } from '#understanding/entities/found.ts'

/** Identity cards: 17 digits and a check character (GB 11643), with a birthday that exists. */
export const findIdCards: Find = finder([
  [
    /(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![\dA-Za-z])/g,
    'id_card',
    (m) => (isIdCard(m[0]) ? m[0].toUpperCase() : null),
  ],
])

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

export function isIdCard(text: string): boolean {
  const month = Number(text.slice(10, 12))
  const day = Number(text.slice(12, 14))
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase()
}

/** Card numbers of 16–19 digits (13 and more after the word for them) with a right Luhn digit. */
export const findBankCards: Find = finder([
  [/(?<![\dA-Za-z])[3-6](?:[\s-]?\d){15,18}(?![\dA-Za-z])/g, 'bank_card', readCard],
  [
    /(?:卡号|银行卡|信用卡|储蓄卡|card(?:\snumber)?)\s*(?:是|为|:|is)?\s*(?<v>\d(?:[\s-]?\d){12,18})(?!\d)/gi,
    'bank_card',
    readCard,
  ],
])

function readCard(match: RegExpExecArray): string | null {
  const digits = (match.groups?.v ?? match[0]).replace(/\D/g, '')
  return isLuhn(digits) ? digits : null
}

export function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit
  }
  return digits.length > 0 && sum % 10 === 0
}

/** Tax numbers: after the word for them, or 18 characters with the check character of GB 32100. */
export const findTaxNumbers: Find = finder([
  [
    /(?:税号|纳税人识别号|统一社会信用代码|信用代码|tax\s?(?:number|no\.?|id))\s*(?:是|为|:|is)?\s*(?<v>[0-9A-Za-z]{15,20})(?![0-9A-Za-z])/gi,
    'tax_number',
    (m) => m.groups!.v!.toUpperCase(),
  ],
  [
    /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])/gi,
    'tax_number',
    (m) => (isCreditCode(m[0].toUpperCase()) ? m[0].toUpperCase() : null),
  ],
])

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export function isCreditCode(code: string): boolean {
  const sum = CREDIT_WEIGHTS.reduce((total, weight, i) => total + weight * CREDIT_ALPHABET.indexOf(code[i]!), 0)
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] === code[17]
}
