// One request, one transaction, and with an Idempotency-Key one effect however often it is sent.
import { createHash } from 'node:crypto'
import type { DemoService, Operation, ServiceContext } from './contract.ts'
import { errorAnswer, ServiceError } from './errors.ts'
import type { Answer } from './store.ts'

const dayMs = 86_400_000

export interface OnceRequest {
  key?: string
  operation: Operation
  params: Record<string, string>
  query: unknown
  body: unknown
}

export function answerOnce(service: DemoService, context: ServiceContext, request: OnceRequest): Answer {
  const { key, operation } = request
  if (operation.method === 'GET') return run(context, request)
  if (key === undefined) return context.store.transaction(() => run(context, request))
  if (key.length === 0 || key.length > 200) throw new ServiceError('invalid', 'Idempotency-Key')

  const fingerprint = fingerprintOf(request)
  const known = context.store.recallAnswer(key)
  if (known && known.fingerprint !== fingerprint) throw new ServiceError('idempotency_mismatch')
  if (known) return { status: known.status, body: known.body }

  const at = context.now().toISOString()
  try {
    return context.store.transaction(() => {
      const answer = run(context, request)
      context.store.rememberAnswer(key, fingerprint, answer, at)
      context.store.forgetAnswersBefore(new Date(Date.parse(at) - 2 * dayMs).toISOString())
      return answer
    })
  } catch (error) {
    // A refusal by a rule is an answer too; a malformed request is not, it may be sent again corrected.
    if (error instanceof ServiceError && error.code in service.refusals) {
      context.store.rememberAnswer(key, fingerprint, errorAnswer(service, error.code, error.detail), at)
    }
    throw error
  }
}

const run = (context: ServiceContext, { operation, params, query, body }: OnceRequest): Answer => ({
  status: operation.status,
  body: operation.run(context, { params, query, body }),
})

function fingerprintOf({ operation, params, body }: OnceRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([operation.id, sorted(params), sorted(body)]))
    .digest('hex')
}

/** The order of an object's keys carries no meaning, so it must not change the fingerprint. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
