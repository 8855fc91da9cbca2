// One request, one transaction, and with an Idempotency-Key one effect however often it is sent.
import { createHash } from 'node:crypto'
import { errorAnswer, type Refusals, ServiceError } from './errors.ts'
import type { Answer, AnswerStore } from './store.ts'

const dayMs = 86_400_000

interface Input {
  params: Record<string, string>
  query: unknown
  body: unknown
}

interface OnceContext {
  store: AnswerStore
  now(): Date
}

interface OnceRequest<C> extends Input {
  key?: string
  operation: { id: string; method: string; status: number; run(context: C, input: Input): unknown }
}

export function answerOnce<C extends OnceContext>(refusals: Refusals, context: C, request: OnceRequest<C>): Answer {
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
    if (error instanceof ServiceError && error.code in refusals) {
      context.store.rememberAnswer(key, fingerprint, errorAnswer(refusals, error.code, error.detail), at)
    }
    throw error
  }
}

const run = <C>(context: C, { operation, params, query, body }: OnceRequest<C>): Answer => ({
  status: operation.status,
  body: operation.run(context, { params, query, body }),
})

function fingerprintOf<C>({ operation, params, body }: OnceRequest<C>): string {
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
