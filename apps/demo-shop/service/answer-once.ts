// One request, one transaction, and with an Idempotency-Key one effect however often it is sent.
import { createHash } from 'node:crypto'
import { dayMs, type ShopContext } from './context.ts'
import { ShopError } from './errors.ts'
import type { Operation } from './operations.ts'
import type { Answer } from './queries.ts'

interface OnceRequest {
  key?: string
  operation: Operation
  params: Record<string, string>
  query: unknown
  body: unknown
}

export function answerOnce(shop: ShopContext, request: OnceRequest): Answer {
  const { key, operation } = request
  if (operation.method === 'GET') return runOperation(shop, request)
  if (key === undefined) return shop.store.transaction(() => runOperation(shop, request))
  if (key.length === 0 || key.length > 200) throw new ShopError('invalid', 'Idempotency-Key')

  const fingerprint = fingerprintOf(request)
  const known = shop.store.recallAnswer(key)
  if (known && known.fingerprint !== fingerprint) throw new ShopError('idempotency_mismatch')
  if (known) return { status: known.status, body: known.body }

  const at = shop.now().toISOString()
  try {
    return shop.store.transaction(() => {
      const answer = runOperation(shop, request)
      shop.store.rememberAnswer(key, fingerprint, answer, at)
      shop.store.forgetAnswersBefore(new Date(Date.parse(at) - 2 * dayMs).toISOString())
      return answer
    })
  } catch (error) {
    // a refusal by a rule is an answer too; a malformed request is not, it may be sent again corrected
    if (error instanceof ShopError && error.answer.status === 409) {
      shop.store.rememberAnswer(key, fingerprint, error.answer, at)
    }
    throw error
  }
}

function runOperation(shop: ShopContext, { operation, params, query, body }: OnceRequest): Answer {
  return { status: operation.status, body: operation.run(shop, { params, query, body }) }
}

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
