import { AppError, type Locale } from '#platform/errors.ts'
import type { TicketField } from '#tickets/types/contract.ts'

const FITS: Record<TicketField['kind'], (value: string, field: TicketField) => boolean> = {
  text: () => true,
  number: (value) => Number.isFinite(Number(value)),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  phone: (value) => /^\+?[\d\s()-]{5,20}$/.test(value),
  email: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  select: (value, { options }) => options?.some((option) => option.value === value) ?? false,
}

/**
 * What a person filled in, against what the type asks for. Names the type does not know are kept: a flow may have
 * collected more. Throws bad_request naming the field in the reader's language.
 */
export function checkFields(asked: readonly TicketField[], given: Record<string, string>, locale: Locale): void {
  for (const field of asked) {
    const value = given[field.name]?.trim() ?? ''
    const fits = value ? FITS[field.kind](value, field) : !field.required
    if (!fits) throw new AppError('bad_request', { detail: locale === 'zh' ? field.label : field.labelEn })
  }
}
