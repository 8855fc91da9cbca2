import type { FormField } from '../../../../src/conversations/contract.ts'
import type { Words } from '../../locales/zh.ts'

/** The sentence for what is wrong with a field, or null. */
export function checkField({ kind, required }: FormField, value: string): keyof Words | null {
  const text = value.trim()
  if (!text) return required ? 'formRequired' : null
  const digits = text.replace(/[\s\-()]/g, '')
  // Mainland mobiles, landlines with area code, 400/800 numbers, and numbers from abroad.
  if (kind === 'phone' && !/^((\+?86)?1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|\+\d{7,15})$/.test(digits)) return 'formPhone'
  if (kind === 'email' && !/^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(text)) return 'formEmail'
  return null
}
