/** Full-width digits as plain ones. */
export const asciiDigits = (text: string): string => text.replace(/[０-９Ｘｘ]/g, (sign) => sign.normalize('NFKC'))

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11643: a birth date that can be, and the check sign right. */
export function isIdCard(text: string): boolean {
  const id = asciiDigits(text).toUpperCase()
  const [month, day] = [Number(id.slice(10, 12)), Number(id.slice(12, 14))]
  if (!/^[1-9]\d{5}(?:19|20)/.test(id) || month < 1 || month > 12 || day < 1 || day > 31) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

/** ISO 7812: a beginning that card networks use, and Luhn's check digit right. */
export function isBankCard(text: string): boolean {
  const digits = asciiDigits(text).replace(/\D/g, '')
  if (!/^(?:62|60|65|4|5[1-5]|2[2-7]|3[4579]|9)/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
