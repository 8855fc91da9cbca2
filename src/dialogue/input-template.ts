import { z } from 'zod'

/** Templates; a string that is one `{expression}` keeps the type of its value, an empty one leaves the field out. */
export type InputTemplate = string | number | boolean | InputTemplate[] | { [key: string]: InputTemplate }
export const inputTemplate: z.ZodType<InputTemplate> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(inputTemplate), z.record(z.string(), inputTemplate)]),
)
