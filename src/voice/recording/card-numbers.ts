import { findPersonal } from '#governance/find-personal.ts'

const SPOKEN: Record<string, string> = {
  ...{
    零: '0',
    〇: '0',
    一: '1',
    幺: '1',
    二: '2',
    两: '2',
    三: '3',
    四: '4',
    五: '5',
    六: '6',
    七: '7',
    八: '8',
    九: '9',
  },
  ...{ zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8' },
  nine: '9',
}
const DIGIT = Object.keys(SPOKEN).join('|')
const RUN = new RegExp(`(?:(?:\\d|${DIGIT})[\\s、，,-]*){12,}`, 'giu')
const ONE = new RegExp(`\\d|${DIGIT}`, 'giu')

/** Hides card numbers, written or spoken digit by digit; null when there is none. Long unbroken numbers count as one. */
export function withoutCardNumbers(text: string): string | null {
  let found = false
  const hidden = text.replace(RUN, (run) => {
    const digits = [...run.matchAll(ONE)].map(([one]) => SPOKEN[one.toLowerCase()] ?? one).join('')
    const isCard = digits.length >= 15 || findPersonal(digits).some(({ kind }) => kind === 'CARD')
    found ||= isCard
    return isCard ? '****' : run
  })
  return found ? hidden : null
}

/** Whether what we say asks for the number, the code or the date of a bank card. */
export const asksForCard = (text: string): boolean =>
  /(?:银行卡|信用卡|储蓄卡|借记卡|付款卡)[^。？?]{0,12}(?:号|安全码|有效期)|(?:卡号|安全码|CVV2?)[^。]{0,12}(?:多少|告诉|提供|报|输入|念|说)|(?:提供|告诉|报|输入|念|说)[^。？?]{0,12}(?:卡号|安全码|CVV2?|银行卡|信用卡)|(?:card|account) number|security code|expiry date|expiration date|\bCVV\b/i.test(
    text,
  ) && !/(?:尾号|后四位|last four)/i.test(text)
