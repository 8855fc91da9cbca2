import { z } from 'zod'
import type { ActionDefinition } from '#business/contract.ts'
import type { RuleAction } from '#tickets/rules/contract.ts'
import type { Fact } from '#tickets/rules/read-fact.ts'

/** A text of a rule with what it says of the fact. */
export function fill(text: string, fact: Fact): string {
  const { title, ticket, conversation } = fact
  const values: Record<string, string> = {
    subject: title,
    title,
    number: ticket ? String(ticket.number) : '',
    customer: conversation?.customerName ?? ticket?.customerName ?? '',
    order: orderOf(fact),
  }
  return text
    .replace(/\{field\.([^{}]+)\}/g, (_, name: string) => ticket?.fields[name.trim()] ?? '')
    .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    .trim()
    .slice(0, 200)
}

/** The order it is about, as the ticket's fields or the hand-over tell it. */
function orderOf({ ticket, conversation }: Fact): string {
  const said = [
    ...Object.values(ticket?.fields ?? {}),
    ...(conversation?.handOver?.facts ?? []).map(({ value }) => value),
    ticket?.title ?? '',
  ]
  return said.flatMap((one) => /\b[A-Z]{2}\d{6,}\b/.exec(one) ?? [])[0] ?? ''
}

type Business = Extract<RuleAction, { kind: 'business' }>

/** What the business is asked for, of the types it wants; what is empty is left out. */
export function inputOf({ input }: Business, { input: schema }: ActionDefinition, fact: Fact): Record<string, unknown> {
  const types = typesOf(schema)
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, text]) => {
      const value = fill(text, fact)
      if (!value) return []
      const type = types[name]
      return [
        [name, type === 'number' || type === 'integer' ? Number(value) : type === 'boolean' ? value === 'true' : value],
      ]
    }),
  )
}

/** Names of the fields that do not fit, or null when the business could be asked. */
export function misfitOf(definition: ActionDefinition, input: Record<string, unknown>): string | null {
  const { success, error } = definition.input.safeParse(input)
  return success ? null : [...new Set(error.issues.map(({ path }) => path.join('.')))].join(', ')
}

type Schema = { properties?: Record<string, { type?: string }>; required?: string[] }
export const schemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

const typesOf = (schema: z.ZodType): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(schemaOf(schema).properties ?? {}).map(([name, { type }]) => [name, type]))
