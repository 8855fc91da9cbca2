// Money and dates in the reader's form; the shop's clock is China time.
import { type Html, html } from './html.ts'
import type { Locale } from './words.ts'

const timeZone = 'Asia/Shanghai'
const tags: Record<Locale, string> = { zh: 'zh-CN', en: 'en-GB' }

export function money(amount: number): string {
  const digits = Number.isInteger(amount) ? 0 : 2
  return `¥${amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}

/** Month and day, with the year when it is not the year of `now`. */
export function day(iso: string, locale: Locale, now: Date): string {
  const year = new Date(iso).getUTCFullYear() === now.getUTCFullYear() ? undefined : 'numeric'
  return new Date(iso).toLocaleDateString(tags[locale], {
    timeZone,
    year,
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
  })
}

export function dayAndTime(iso: string, locale: Locale, now: Date): string {
  const time = new Date(iso).toLocaleTimeString(tags[locale], {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  return `${day(iso, locale, now)} ${time}`
}

/** The time as an element that says exactly when on hover. */
export function timeElement(iso: string, locale: Locale, now: Date): Html {
  const exact = new Date(iso).toLocaleString(tags[locale], { timeZone })
  return html`<time datetime="${iso}" title="${exact}">${dayAndTime(iso, locale, now)}</time>`
}
