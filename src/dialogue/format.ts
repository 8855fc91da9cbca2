import { inYuan } from '#business/money.ts'
import type { PackWording } from '#dialogue/contract.ts'
import type { Language } from '#understanding/contract.ts'

/** How values are written in sentences: `{result.order.amount | money}`. */
export type Format = (
  value: unknown,
  argument: string,
  context: { language: Language; terms: PackWording['terms'] },
) => string

export const FORMATS: Record<string, Format> = {
  /** `money owed` tells a balance below nought as what is owed. */
  money: (value, owed) => {
    const amount = owed === 'owed' ? -Number(value) : Number(value)
    return Number.isFinite(amount) ? inYuan(amount) : ''
  },
  /** `date full` adds the year. */
  date: (value, full, { language }) => day(String(value), language, full === 'full'),
  time: (value, _, { language }) => {
    const at = inChina(String(value))
    return at ? `${day(String(value), language)} ${clock(at)}` : String(value)
  },
  weekday: (value, _, { language }) => {
    const at = inChina(String(value))
    return at ? WEEKDAYS[language][at.getUTCDay()]! : ''
  },
  phone: (value) => maskPhone(String(value)),
  address: (value) =>
    value && typeof value === 'object' ? addressLine(value as Record<string, string>) : String(value),
  /** Names of a list of things with `name`, `nameEn` and perhaps `quantity`. */
  names: (value, _, { language }) =>
    (Array.isArray(value) ? (value as Record<string, unknown>[]) : [])
      .slice(0, 3)
      .map((item) => `${text(item, 'name', language)}${Number(item.quantity) > 1 ? ` ×${item.quantity}` : ''}`)
      .join(language === 'zh' ? '、' : ', ') +
    (Array.isArray(value) && value.length > 3 ? (language === 'zh' ? '等' : ' and more') : ''),
  /** A value of a closed set in words: `{item.status | term order_status}`. */
  term: (value, set, { language, terms }) => terms[set]?.[String(value)]?.[language] ?? String(value),
  count: (value) => String(Array.isArray(value) ? value.length : 0),
  short: (value, length) => clip(String(value), Number(length) || 40),
}

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The wall clock in China as the UTC fields of a date; a time without a zone is China's already. */
export function inChina(value: string): Date | null {
  const bare = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(value)
  const at = Date.parse(bare ? (value.includes('T') ? `${value}Z` : `${value}T00:00Z`) : value)
  return Number.isNaN(at) ? null : new Date(bare ? at : at + 8 * 3_600_000)
}

const clock = (at: Date): string => at.toISOString().slice(11, 16)

function day(value: string, language: Language, year = false): string {
  const at = inChina(value)
  if (!at) return value
  const [month, date] = [at.getUTCMonth(), at.getUTCDate()]
  if (language === 'zh') return `${year ? `${at.getUTCFullYear()}年` : ''}${month + 1}月${date}日`
  return `${date} ${MONTHS[month]}${year ? ` ${at.getUTCFullYear()}` : ''}`
}

export const maskPhone = (phone: string): string =>
  phone.length >= 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone.replace(/.(?=.{2})/g, '*')

export function addressLine(address: Record<string, string>): string {
  const { province = '', city = '', district = '', detail = '' } = address
  return [province, city === province ? '' : city, district, detail]
    .filter(Boolean)
    .join(/[a-z]/i.test(detail) ? ', ' : '')
}

/** A field in the reader's language: `name` or `nameEn`. */
export const text = (item: Record<string, unknown>, field: string, language: Language): string =>
  String((language === 'en' ? item[`${field}En`] : undefined) ?? item[field] ?? '')

export const clip = (value: string, length: number): string =>
  value.length > length ? `${value.slice(0, length - 1)}…` : value
