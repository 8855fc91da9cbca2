/** Masks for logs, exports and screens. What is kept lets two people on the phone agree that they mean the same thing. */

/**
 * Personal data found in free text, masked: mobiles, identity cards, bank cards, e-mail, addresses, and names after
 * words that announce one. Order numbers, tracking numbers and amounts stay. Masking twice changes nothing.
 */
export function maskText(text: string): string {
  let masked = text
  for (const rule of RULES) masked = masked.replace(rule.pattern, (...found) => rule.mask(found as string[]))
  return masked
}

/** 13812345678 → 138****5678; with a country code or blanks likewise; other numbers keep the last four. */
export function maskPhone(phone: string): string {
  const digits = asciiDigits(phone).replace(/\D/g, '')
  const mobile = /^(?:86)?(1\d{10})$/.exec(digits)?.[1]
  if (mobile) return `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
  return digits.length > 4 ? `****${digits.slice(-4)}` : '****'
}

/** 310101199001011234 → 310***********1234 */
export function maskIdCard(id: string): string {
  return id.length < 8 ? '*'.repeat(id.length) : `${id.slice(0, 3)}${'*'.repeat(id.length - 7)}${id.slice(-4)}`
}

/** 6222 0210 0111 2233 → 6222 **** **** 2233 */
export function maskBankCard(card: string): string {
  const digits = asciiDigits(card).replace(/\D/g, '')
  return digits.length < 12 ? '*'.repeat(digits.length) : `${digits.slice(0, 4)} **** **** ${digits.slice(-4)}`
}

/** lin.wanqing@example.com → l***@example.com */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return '***'
  return `${[...email][0]}***${email.slice(at)}`
}

/** 林婉清 → 林**, 欧阳娜娜 → 欧阳**, Emma Clarke → E*** C*** */
export function maskName(name: string): string {
  const trimmed = name.trim()
  if (!/\p{Script=Han}/u.test(trimmed)) return trimmed.replace(/[^\s-]+/g, (word) => `${[...word][0]}***`)
  const signs = [...trimmed]
  const family = signs.length > 3 && DOUBLE_SURNAMES.has(signs.slice(0, 2).join('')) ? 2 : 1
  return signs.slice(0, family).join('') + '*'.repeat(Math.max(1, signs.length - family))
}

/** Keeps province, city and district: 上海市徐汇区衡山路 88 弄 6 号 → 上海市徐汇区**** */
export function maskAddress(address: string): string {
  const region = REGION.exec(address)?.[0] ?? ''
  return `${region}****`
}

const DOUBLE_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 端木 夏侯 南宫 独孤 长孙'.split(' '),
)
const PROVINCE = '(?:[\\p{Script=Han}]{2,7}?(?:省|自治区|特别行政区))?'
const CITY = '(?:[\\p{Script=Han}]{2,8}?(?:市|自治州|地区|盟))?'
const DISTRICT = '(?:[\\p{Script=Han}]{1,8}?(?:区|县|旗))?'
const REGION = new RegExp(`^\\s*${PROVINCE}\\s*${CITY}\\s*${DISTRICT}`, 'u')

type Rule = { pattern: RegExp; mask: (found: string[]) => string }
/** Not inside a longer number or code: `HM13812345678` is an order, not a mobile. */
const ALONE = { before: '(?<![A-Za-z\\p{Nd}*_])', after: '(?![\\p{Nd}A-Za-z_*])' }
const DIGIT = '[0-9０-９]'

const RULES: Rule[] = [
  {
    pattern: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/gu,
    mask: ([email]) => (email!.includes('*') ? email! : maskEmail(email!)),
  },
  {
    pattern: new RegExp(`${ALONE.before}${DIGIT}{17}[0-9０-９XxＸｘ]${ALONE.after}`, 'gu'),
    mask: ([id]) => (isIdCard(id!) ? maskIdCard(id!) : id!),
  },
  {
    pattern: new RegExp(`${ALONE.before}${DIGIT}(?:[ -]?${DIGIT}){12,18}${ALONE.after}`, 'gu'),
    mask: ([card]) => (isBankCard(card!) ? maskBankCard(card!) : card!),
  },
  {
    pattern: new RegExp(
      `${ALONE.before}(?:\\+?(?:86|８６)[ -]?)?[1１][3-9３-９](?:[ -]?${DIGIT}){9}${ALONE.after}`,
      'gu',
    ),
    mask: ([phone]) => maskPhone(phone!),
  },
  {
    // An area code and seven or eight digits, as in 0571-86601234.
    pattern: new RegExp(`${ALONE.before}0\\d{2,3}[- ]\\d{3,4} ?\\d{4}${ALONE.after}`, 'gu'),
    mask: ([phone]) => maskPhone(phone!),
  },
  {
    // From the street on: what stands before it (city, district) is kept.
    pattern:
      /[\p{Script=Han}]{1,10}?(?:路|街|大道|胡同|巷|弄|村)\s?[0-9０-９一二三四五六七八九十百]{1,6}\s?(?:号|弄|幢|栋|巷)(?:\s?[0-9０-９A-Za-z一二三四五六七八九十-]{1,6}\s?(?:号楼|号|弄|幢|栋|单元|座|楼|层|室))*(?:\s?[0-9]{2,5}(?!\d))?/gu,
    mask: ([street]) => maskAddress(street!),
  },
  {
    pattern:
      /((?:收件人|收货人|联系人|姓名|我的名字是|我的名字叫|我叫|本人)(?:是|为|叫)?[:：]?\s?)(?![了你您他她它谁啥什过来去])([\p{Script=Han}]{2,4})(?![\p{Script=Han}*])/gu,
    mask: ([, cue, name]) => cue! + maskName(name!),
  },
  {
    pattern: /\b((?:[Mm]y name is|[Rr]ecipient(?: is)?:?|[Cc]onsignee:?)\s)([A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2})/gu,
    mask: ([, cue, name]) => cue! + maskName(name!),
  },
]

const asciiDigits = (text: string): string => text.replace(/[０-９Ｘｘ]/g, (sign) => sign.normalize('NFKC'))

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11643: a birth date that can be, and the check sign right. */
function isIdCard(text: string): boolean {
  const id = asciiDigits(text).toUpperCase()
  const [month, day] = [Number(id.slice(10, 12)), Number(id.slice(12, 14))]
  if (!/^[1-9]\d{5}(?:19|20)/.test(id) || month < 1 || month > 12 || day < 1 || day > 31) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

/** ISO 7812: a beginning that card networks use, and Luhn's check digit right. */
function isBankCard(text: string): boolean {
  const digits = asciiDigits(text).replace(/\D/g, '')
  if (!/^(?:62|60|65|4|5[1-5]|2[2-7]|3[4579]|9)/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
