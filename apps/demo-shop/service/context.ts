import type { Store } from './store.ts'

/** What every business rule needs: the data, the clock and the address under which pictures are served. */
export interface ShopContext {
  store: Store
  now(): Date
  baseUrl(): string
}

export const dayMs = 86_400_000
export const returnDays = 7
export const defectReturnDays = 15

export function daysAfter(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * dayMs).toISOString()
}

/** Warranty counts in calendar months from the day of delivery. */
export function monthsAfter(iso: string, months: number): string {
  const date = new Date(iso)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString()
}
