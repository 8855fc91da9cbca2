import { asciiDigits } from '#governance/check-digits.ts'
import { findPersonal, type Personal } from '#governance/find-personal.ts'

/** Masks for logs, exports and screens. What is kept lets two people on the phone agree that they mean the same thing. */

/** What `maskText` gives: the text with placeholders, how to put the values back, and how many of which kind were found. */
export type Masked = {
  masked: string
  /** Puts the values back wherever their placeholder stands; a placeholder that was never given out stays as it is. */
  restore: (text: string) => string
  found: Partial<Record<Personal, number>>
}

/** Several texts that go out together: the same value has the same placeholder in all of them. */
export type Masker = {
  mask(text: string): string
  /** Hides one value that is known to be of this kind. */
  hide(kind: Personal, value: string): string
  restore(text: string): string
  /** Whether every placeholder in a text was given out here. */
  knows(text: string): boolean
  found(): Partial<Record<Personal, number>>
}

const PLACEHOLDER = /⟦[A-Z]+_\d+⟧/g

/**
 * Personal data and reference numbers in free text as placeholders (`⟦PHONE_1⟧`, stable within the text). `names` are
 * those known of the person. `restore(masked)` is the text again, whatever it was.
 */
export function maskText(text: string, names: readonly string[] = []): Masked {
  const masker = openMasker(names)
  return { masked: masker.mask(text), restore: masker.restore, found: masker.found() }
}

export function openMasker(names: readonly string[] = []): Masker {
  const values = new Map<string, string>()
  const given = new Map<string, string>()
  const counts: Partial<Record<Personal, number>> = {}
  const hide = (kind: Personal, value: string): string => {
    const known = given.get(value)
    if (known) return known
    counts[kind] = (counts[kind] ?? 0) + 1
    const placeholder = `⟦${kind}_${counts[kind]}⟧`
    given.set(value, placeholder)
    values.set(placeholder, value)
    return placeholder
  }
  return {
    mask: (text) => {
      let [masked, at] = ['', 0]
      for (const one of findPersonal(text, names)) {
        masked += text.slice(at, one.start) + hide(one.kind, one.text)
        at = one.end
      }
      return masked + text.slice(at)
    },
    hide,
    restore: (text) => text.replace(PLACEHOLDER, (placeholder) => values.get(placeholder) ?? placeholder),
    knows: (text) => (text.match(PLACEHOLDER) ?? []).every((placeholder) => values.has(placeholder)),
    found: () => ({ ...counts }),
  }
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
