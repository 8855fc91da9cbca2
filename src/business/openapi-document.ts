import { z } from 'zod'

/** One operation of a business system, as far as calling it needs. */
export type Operation = {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Template such as `/api/orders/{orderId}`. */
  path: string
  parameters: { name: string; in: 'path' | 'query'; required: boolean }[]
  /** The system promises that one key acts once, so a repeat is safe. */
  takesKey: boolean
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

const parameter = z.object({
  name: z.string().min(1).max(100),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().default(false),
})
const reference = z.object({ $ref: z.string() })
const parameters = z.array(z.union([reference, parameter])).default([])
const operation = z.object({ operationId: z.string().max(100).optional(), parameters })

const document = z.object({
  openapi: z.string().regex(/^3\.1\./, 'OpenAPI 3.1 is needed'),
  paths: z.record(
    z.string().startsWith('/'),
    z.object({ parameters, ...Object.fromEntries(METHODS.map((method) => [method, operation.optional()])) }),
  ),
  components: z.object({ parameters: z.record(z.string(), parameter).default({}) }).optional(),
})

/** The operations of an OpenAPI 3.1 document by operationId; throws when it is none or names an operation twice. */
export function readOperations(text: string): Map<string, Operation> {
  const parsed = document.parse(JSON.parse(text))
  const named = parsed.components?.parameters ?? {}
  const operations = new Map<string, Operation>()
  for (const [path, item] of Object.entries(parsed.paths)) {
    for (const method of METHODS) {
      const found = (item as Record<string, unknown>)[method] as z.infer<typeof operation> | undefined
      if (!found?.operationId) continue
      if (operations.has(found.operationId)) throw new Error(`operationId ${found.operationId} is there twice`)
      const all = [...item.parameters, ...found.parameters].map((one) => resolve(one, named))
      operations.set(found.operationId, {
        id: found.operationId,
        method: method.toUpperCase() as Operation['method'],
        path,
        parameters: all.flatMap((one) => (one.in === 'path' || one.in === 'query' ? [{ ...one, in: one.in }] : [])),
        takesKey: all.some((one) => one.in === 'header' && one.name.toLowerCase() === 'idempotency-key'),
      })
    }
  }
  return operations
}

function resolve(one: z.infer<typeof parameters>[number], named: Record<string, z.infer<typeof parameter>>) {
  if (!('$ref' in one)) return one
  const found = named[one.$ref.replace('#/components/parameters/', '')]
  if (!found) throw new Error(`${one.$ref} leads nowhere`)
  return found
}
