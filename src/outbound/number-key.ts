import { createHmac } from 'node:crypto'
import { plainNumber } from '#customers/identify.ts'

/** A number as the do-not-call list and the attempts know it: the same for every way of writing it, and no number. */
export type KeyOf = (number: string) => string

export const openKeys =
  (secret: string): KeyOf =>
  (number) =>
    createHmac('sha256', secret)
      .update(`telephone:${plainNumber(number)}`)
      .digest('base64url')

/** Whether this can be dialled. */
export const isNumber = (number: string): boolean => /^\+?\d{3,20}$/.test(dialled(number))

/** A number without what people write into it to read it; carriers in China take theirs without the country. */
export const dialled = (number: string): string =>
  number.replace(/[\s()\-–—.]/g, '').replace(/^(?:\+|00)?86(1\d{10})$/, '$1')
