import { z } from 'zod'
import type { Route } from '#platform/http/route.ts'

type Schema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  prefixItems?: Schema[]
  additionalProperties?: boolean | Schema
  pattern?: string
  format?: string
  minLength?: number
  minimum?: number
  exclusiveMinimum?: number
  minItems?: number
  default?: unknown
}

export const inputSchema = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

/** Texts tried where a plain one does not fit the pattern of a field. */
const CANDIDATES = [
  'sample-1',
  'sample',
  '2030-01-01',
  '13800000000',
  '1.1',
  'conversation:x',
  'a@example.com',
  '0',
  'zh',
]

/** A value that fits the schema; `text` stands in every free text. */
export function sampleOf(schema: Schema, text = 'sample-1'): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice) return sampleOf(choice, text)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, text)))
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, property]) => [name, sampleOf(property, text)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, text))
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return false
    case 'null':
      return null
    default:
      return sampleText(schema, text)
  }
}

function sampleText({ pattern, format, minLength = 0 }: Schema, text: string): string {
  if (format === 'email') return 'sample@example.com'
  if (format === 'date-time') return '2030-01-01T00:00:00.000Z'
  if (!pattern) return text.padEnd(minLength, 'x')
  const fits = new RegExp(pattern, 'u')
  return [text, ...CANDIDATES].find((candidate) => fits.test(candidate)) ?? text
}

/** Every place in a JSON value where a text stands, as a copy of the value with another text there. */
export function withEachText(value: unknown, text: string): unknown[] {
  if (typeof value === 'string') return [text]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    withEachText(inner, text).map((changed) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
    ),
  )
}

/** The route's path with `id` in every parameter. */
export const pathWith = (route: Route, id = 'nobody-at-all') => route.path.replace(/:(\w+)/g, encodeURIComponent(id))

export const titleOf = (route: Route) => `${route.method} ${route.path}`
