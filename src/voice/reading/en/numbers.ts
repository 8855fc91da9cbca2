const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const GROUPS = ['', ' thousand', ' million', ' billion', ' trillion']

/** `1299` → one thousand two hundred ninety-nine. Longer than a number can be: one digit after the other. */
export function cardinal(digits: string): string {
  const plain = digits.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  if (plain.length > 15) return spelledDigits(plain)
  if (plain === '0') return 'zero'
  const parts: string[] = []
  for (let end = plain.length, group = 0; end > 0; end -= 3, group++) {
    const part = Number(plain.slice(Math.max(0, end - 3), end))
    if (part) parts.unshift(belowThousand(part) + GROUPS[group])
  }
  return parts.join(' ')
}

function belowThousand(number: number): string {
  const hundreds = Math.floor(number / 100)
  const rest = number % 100
  return [hundreds ? `${SMALL[hundreds]} hundred` : '', rest ? belowHundred(rest) : ''].filter(Boolean).join(' ')
}

export const belowHundred = (number: number): string =>
  number < 20 ? SMALL[number]! : TENS[Math.floor(number / 10)]! + (number % 10 ? `-${SMALL[number % 10]}` : '')

export function decimal(number: string): string {
  const [whole = '0', behind] = number.replaceAll(',', '').split('.')
  return behind ? `${cardinal(whole)} point ${spelledDigits(behind)}` : cardinal(whole)
}

export const spelledDigits = (digits: string): string =>
  [...digits]
    .filter((one) => /\d/.test(one))
    .map((one) => SMALL[Number(one)])
    .join(' ')

/** A long number in groups, the way it is dictated: a comma is a short pause. */
export const grouped = (parts: readonly string[]): string => parts.filter(Boolean).map(spelledDigits).join(', ')

export function byFours(digits: string): string {
  if (digits.length <= 7) return spelledDigits(digits)
  const parts = digits.match(/\d{4}(?=\d{2}|$)|\d+$/g) ?? []
  return grouped(parts.length > 1 && parts.join('').length === digits.length ? parts : (digits.match(/\d{1,4}/g) ?? []))
}

const IRREGULAR: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

/** `21` → twenty-first. */
export function ordinal(digits: string): string {
  const said = cardinal(digits)
  const [, head, last] = /^(.*?)([a-z]+)$/.exec(said)!
  return head + (IRREGULAR[last!] ?? (last!.endsWith('y') ? `${last!.slice(0, -1)}ieth` : `${last}th`))
}

/** `1998` → nineteen ninety-eight, `2005` → two thousand five, `2026` → twenty twenty-six. */
export function year(digits: string): string {
  const [high, low] = [Number(digits.slice(0, 2)), Number(digits.slice(2))]
  if (low === 0) return high % 10 === 0 ? cardinal(digits) : `${belowHundred(high)} hundred`
  if (high % 10 === 0 && low < 10) return cardinal(digits)
  return `${belowHundred(high)} ${low < 10 ? `oh ${SMALL[low]}` : belowHundred(low)}`
}
