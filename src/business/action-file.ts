import { z } from 'zod'

const title = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const fieldName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'camelCase letters and digits only')

/** One thing an action takes. Values come from a conversation, so every kind also reads text. */
const inputField = z.strictObject({
  kind: z.enum(['string', 'id', 'number', 'boolean', 'date', 'enum', 'phone', 'email']),
  /** Named to the customer when it is wrong. */
  title,
  required: z.boolean().default(true),
  /** Longest text (200), or largest number. */
  max: z.number().optional(),
  /** Smallest number. */
  min: z.number().optional(),
  /** Regular expression the whole text must match. */
  pattern: z.string().optional(),
  values: z.array(z.string().min(1)).min(1).optional(),
})
export type InputField = z.infer<typeof inputField>

/** Whose a thing is: `operation` reads it by the input `by`, and its `field` must be the customer. Without an operation the answer itself tells. */
const owner = z.strictObject({
  operation: z.string().min(1).optional(),
  by: fieldName.optional(),
  field: z.string().min(1),
})

const action = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][A-Za-z0-9]*$/, 'PACK.verb, such as finance.getBill'),
  title,
  /** Changes something: flows confirm it first, and it is sent with an Idempotency-Key. */
  writes: z.boolean().default(false),
  access: z.enum(['customer', 'anyone']).default('customer'),
  /** operationId of the service's OpenAPI document. */
  operation: z.string().min(1),
  input: z.record(fieldName, inputField).default({}),
  /** Values that are always sent. */
  constant: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Parameter or body field by which the service takes the customer's id; it is never read from the conversation. */
  customer: fieldName.optional(),
  owner: owner.optional(),
  /** Under this name the `id` of the answer is kept in the ledger. */
  answers: fieldName.optional(),
  /** Fields the answer must have. */
  fields: z.array(z.string().min(1)).default([]),
})
export type ActionSpec = z.infer<typeof action>

/** `packs/ID/actions.yaml`. */
export const actionFile = z.strictObject({ actions: z.array(action).min(1) }).superRefine(({ actions }, context) => {
  const names = new Set<string>()
  for (const [at, spec] of actions.entries()) {
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['actions', at, 'name'], message })
    if (names.has(spec.name)) complain(`${spec.name} exists twice`)
    names.add(spec.name)
    for (const message of faultsOf(spec)) complain(message)
  }
})

/** What a shape cannot say. An action on a customer's things must know whose they are. */
function faultsOf({ access, customer, owner, writes, input }: ActionSpec): string[] {
  const faults: string[] = []
  if (access === 'customer' && !customer && !owner) faults.push('needs "customer" or "owner", or "access: anyone"')
  if (access === 'anyone' && (customer || owner)) faults.push('is for anyone, so it can have no "customer" or "owner"')
  if (owner?.operation && !owner.by) faults.push('owner: "by" must name the input that the operation reads')
  if (owner?.by && !input[owner.by]?.required) faults.push(`owner: "${owner.by}" is no required input`)
  if (owner && !owner.operation && writes) faults.push('changes something, so "owner" needs an operation to ask first')
  if (customer && input[customer]) faults.push(`"${customer}" is the customer and cannot be an input as well`)
  for (const [name, field] of Object.entries(input)) {
    if (field.kind === 'enum' && !field.values) faults.push(`input ${name}: an enum needs "values"`)
    if (field.pattern && !isPattern(field.pattern)) faults.push(`input ${name}: "pattern" is not a regular expression`)
  }
  return faults
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}
