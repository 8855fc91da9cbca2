// What one demo service is: the system behind one pack. A folder with a `service.ts` that exports `service` is enough.
import { z } from 'zod'
import { type Refusals, ServiceError } from '../kit/service/errors.ts'
import type { Store } from '../kit/service/store.ts'

/** What every business rule needs: the service's own data and the clock. */
export interface ServiceContext {
  store: Store
  now(): Date
}

export interface Operation {
  id: string
  method: 'GET' | 'POST' | 'PUT'
  /** with `{name}` for parameters, as OpenAPI writes it */
  path: string
  tag: string
  summary: string
  query?: z.ZodObject
  body?: z.ZodType
  answer: z.ZodType
  /** 201 for what creates something */
  status: 200 | 201
  /** codes of the service's own refusals */
  errors: string[]
  run(context: ServiceContext, input: Input): unknown
}

interface Input {
  params: Record<string, string>
  query: unknown
  body: unknown
}

export interface DemoService {
  /** id of the pack; the service is reached under `/ID` */
  id: string
  title: string
  refusals: Refusals
  operations: Operation[]
  /** fills the empty store, dated back from now */
  seed(store: Store, now: Date): void
}

type Entry<B extends z.ZodType, Q extends z.ZodObject, A extends z.ZodType> = {
  tag?: string
  summary: string
  body?: B
  query?: Q
  answer: A
  status?: 201
  errors?: string[]
  run(
    context: ServiceContext,
    given: { params: Record<string, string>; body: z.infer<B>; query: z.infer<Q> },
  ): z.infer<A>
}

/** Types one entry: `route` is `GET /cards/{cardId}`; the rule gets the parsed parameters, query and body. */
export function operation<B extends z.ZodType, Q extends z.ZodObject, A extends z.ZodType>(
  id: string,
  route: string,
  entry: Entry<B, Q, A>,
): Operation {
  const [method, path] = route.split(' ') as [Operation['method'], string]
  const { tag = 'service', summary, body, query, answer, status = 200, errors = [], run } = entry
  return {
    id,
    method,
    path,
    tag,
    summary,
    body,
    query,
    answer,
    status,
    errors,
    run: (context, input) =>
      run(context, {
        params: input.params,
        body: parse(body, input.body) as z.infer<B>,
        query: parse(query, input.query) as z.infer<Q>,
      }),
  }
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'body')
  throw new ServiceError('invalid', [...new Set(fields)].join(', '))
}

export const errorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), messageEn: z.string() }),
})
