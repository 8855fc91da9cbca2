import { z } from 'zod'
import type { InputField } from '#business/action-file.ts'

/** The schema of an action's input, made from its declaration. Slots are texts, so every kind reads them. */
export function readInput(fields: Record<string, InputField>): z.ZodType<Record<string, unknown>> {
  return z.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const schema = schemaOf(field)
        return [name, field.required ? schema : z.preprocess(emptyIsNothing, schema.optional())]
      }),
    ),
  )
}

const emptyIsNothing = (value: unknown) => (value === '' || value === null ? undefined : value)
const words = (max: number) => z.string().trim().min(1).max(max)

function schemaOf(field: InputField): z.ZodType {
  const text = field.pattern
    ? words(field.max ?? 200).regex(new RegExp(`^(?:${field.pattern})$`, 'u'))
    : words(field.max ?? 200)
  switch (field.kind) {
    case 'string':
      return text
    case 'id':
      return field.pattern ? text : words(64).regex(/^[A-Za-z0-9][\w-]*$/)
    case 'number':
      return z.preprocess(
        (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
        z
          .number()
          .min(field.min ?? -1e12)
          .max(field.max ?? 1e12),
      )
    case 'boolean':
      return z.preprocess(
        (value) => (value === 'true' || value === 'yes' ? true : value === 'false' || value === 'no' ? false : value),
        z.boolean(),
      )
    case 'date':
      return z.string().trim().pipe(z.iso.date())
    case 'enum':
      return z.enum(field.values as [string, ...string[]])
    case 'phone':
      return z
        .string()
        .trim()
        .regex(/^\+?[0-9][0-9 -]{5,19}$/)
    case 'email':
      return z.string().trim().pipe(z.email().max(120))
  }
}
