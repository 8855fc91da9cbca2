import type { Customer } from '#customers/contract.ts'
import { PHONE, plainNumber } from '#customers/identify.ts'
import { findByEmail, findByPhone, listIdentities } from '#customers/queries.ts'
import type { Queryable } from '#platform/db/open.ts'

export type Contact = { kind: 'phone' | 'email'; address: string }

/** A mobile number or an e-mail address, however it is written or said; null for anything else. */
export function readContact(text: string): Contact | null {
  const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)
  if (email) return { kind: 'email', address: email[0].toLowerCase() }
  const number = plainNumber(saidDigits(text))
  return /^1[3-9]\d{9}$/.test(number) ? { kind: 'phone', address: number } : null
}

const DIGITS: Record<string, string> = { 零: '0', 〇: '0', 一: '1', 幺: '1', 二: '2', 两: '2', 三: '3', 四: '4' }
Object.assign(DIGITS, { 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' })

/** The digits of what was written or said one by one. */
export const saidDigits = (text: string): string =>
  [...text.normalize('NFKC')]
    .map((char) => DIGITS[char] ?? char)
    .filter((char) => /\d/.test(char))
    .join('')

/** The one known customer who left this number or address; null when nobody or several did. */
export async function findByContact(db: Queryable, { kind, address }: Contact): Promise<Customer | null> {
  const found = kind === 'phone' ? await findByPhone(db, address) : await findByEmail(db, address)
  return found?.verified && found.externalId ? found : null
}

/** The number that a caller calls from, when it is one that codes can be sent to. */
export async function callingNumber(db: Queryable, customerId: string): Promise<Contact | null> {
  const number = (await listIdentities(db, customerId)).find(({ channel }) => channel === PHONE)?.address
  return number ? readContact(number) : null
}
