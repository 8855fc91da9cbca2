import { timeWords } from './locales/time-words.ts'

/** Dates, amounts and spans in the reader's form. `at` is ISO 8601 or a Date; `now` is a parameter so that tests can set it. */
export type Locale = 'zh' | 'en'
type When = string | number | Date

const tags = { zh: 'zh-CN', en: 'en-GB' } as const
const DAY = 86_400_000
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter is slow and a list needs the same one often. */
function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(tags[locale], options)
  dateFormats.set(key, known)
  return known
}

/** 14:05 */
export const formatTime = (at: When, locale: Locale): string =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at))

/** 今天, 昨天, 11月3日, 2025年11月3日 · Today, Yesterday, 3 November, 3 November 2025 */
export function formatDay(at: When, locale: Locale, now: When = Date.now()): string {
  const day = new Date(at)
  const today = new Date(now)
  const ago = Math.round((startOfDay(today) - startOfDay(day)) / DAY)
  if (ago === 0) return timeWords[locale].today
  if (ago === 1) return timeWords[locale].yesterday
  const sameYear = day.getFullYear() === today.getFullYear()
  return dateFormat(locale, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }).format(day)
}

/** 周一 · Mon */
export const formatWeekday = (at: When, locale: Locale): string =>
  dateFormat(locale, { weekday: 'short' }).format(new Date(at))

/** 12月1日 · 1 Dec */
export const formatMonthDay = (at: When, locale: Locale): string =>
  dateFormat(locale, { month: 'short', day: 'numeric' }).format(new Date(at))

/** The exact moment, for hovers and records: 2026年11月3日 14:05 · 3 November 2026 at 14:05 */
export const formatDateTime = (at: When, locale: Locale): string =>
  dateFormat(locale, {
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hour12: false },
  }).format(new Date(at))

/** 刚刚, 3分钟前, 2小时前, 昨天 14:05, 11月3日 · just now, 3 min ago … */
export function formatRelative(at: When, locale: Locale, now: When = Date.now()): string {
  const then = new Date(at)
  const seconds = (new Date(now).getTime() - then.getTime()) / 1000
  if (seconds < 60) return timeWords[locale].justNow
  const format = new Intl.RelativeTimeFormat(tags[locale], { style: 'short' })
  if (seconds < 3600) return format.format(-Math.floor(seconds / 60), 'minute')
  const day = formatDay(then, locale, now)
  if (day === formatDay(now, locale, now)) return format.format(-Math.floor(seconds / 3600), 'hour')
  return startOfDay(new Date(now)) - startOfDay(then) <= 1.5 * DAY ? `${day} ${formatTime(then, locale)}` : day
}

/** ¥1,299.00 */
export const formatMoney = (amount: number, locale: Locale, currency = 'CNY'): string =>
  new Intl.NumberFormat(tags[locale], { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount)

export const formatNumber = (value: number, locale: Locale, digits = 0): string =>
  new Intl.NumberFormat(tags[locale], { maximumFractionDigits: digits }).format(value)

/** 820 B, 12 KB, 3.4 MB; steps of 1024 as people's computers show them. */
export function formatSize(bytes: number, locale: Locale): string {
  const units = ['B', 'KB', 'MB', 'GB']
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10))
  const value = bytes / 1024 ** step
  return `${formatNumber(value, locale, step > 1 && value < 100 ? 1 : 0)} ${units[step]}`
}

/** A language's own name for itself: 中文, English */
export const languageName = (language: Locale): string =>
  new Intl.DisplayNames(tags[language], { type: 'language' }).of(language) ?? language

/** A span of waiting in milliseconds: 45 秒, 3 分 20 秒, 1 小时 5 分 · 45 s, 3 min 20 s, 1 h 5 min */
export function formatWait(ms: number, locale: Locale): string {
  const { hour: h, minute: m, second: s } = timeWords[locale]
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return `${seconds} ${s}`
  if (minutes < 60) return seconds % 60 && minutes < 10 ? `${minutes} ${m} ${seconds % 60} ${s}` : `${minutes} ${m}`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 ? `${hours} ${h} ${minutes % 60} ${m}` : `${hours} ${h}`
}

const startOfDay = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
