import type { PreChatField } from '#desk/pre-chat/contract.ts'
import { AppError, type Locale } from '#platform/errors.ts'

const FITS: Record<PreChatField['kind'], (value: string, field: PreChatField) => boolean> = {
  name: (value) => value.length <= 60,
  email: (value) => /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(value),
  // Mainland mobiles, landlines with area code, 400/800 numbers, and numbers from abroad.
  phone: (value) => /^((\+?86)?1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|\+\d{7,15})$/.test(value.replace(/[\s\-()]/g, '')),
  topic: isOffered,
  text: () => true,
  select: isOffered,
}

function isOffered(value: string, { options }: PreChatField): boolean {
  return options.some((option) => option.value === value)
}

/**
 * What a customer filled in, against what he is asked; answers to anything else are dropped, since the form may have
 * changed under his hands. Throws bad_request naming the field in his language.
 */
export function checkAnswers(
  asked: readonly PreChatField[],
  given: Record<string, string>,
  locale: Locale,
): { field: PreChatField; value: string }[] {
  return asked.flatMap((field) => {
    const value = given[field.name]?.trim() ?? ''
    const fits = value ? FITS[field.kind](value, field) : !field.required
    if (!fits) throw new AppError('bad_request', { detail: field.label[locale] })
    return value ? [{ field, value }] : []
  })
}
