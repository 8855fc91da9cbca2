import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type BuiltRequest, buildRequest, type RequestParts } from '#business/build-request.ts'
import type { Operation } from '#business/openapi-document.ts'
import { openOperations } from '#business/operations-source.ts'
import { type Attempt, type Fault, sendRequest } from '#business/send-request.ts'
import type { ConnectorStatus } from '#business/status.ts'
import { type BreakerOptions, createBreaker } from '#platform/circuit-breaker.ts'
import type { Log } from '#platform/log.ts'

export type ConnectorOptions = {
  /** Name of the system on the status page. */
  system?: string
  /** A function when the address is known only after start. */
  baseUrl: string | (() => string)
  apiKey: string
  cacheFile?: string | null
  timeoutMs?: number
  maxBytes?: number
  /** Wait before the second attempt, in milliseconds; doubled for each further one, give or take half. */
  backOffMs?: number
  breaker?: BreakerOptions
  log: Log
}

/** `fields` are sent where the operation takes each: in path or query when it names it so, else in the body. */
export type BusinessCall<T> = RequestParts & {
  operation: string
  fields?: Record<string, unknown>
  answer: z.ZodType<T>
}

export type CallResult<T> = { attempts: number } & (
  | { ok: true; data: T }
  | {
      ok: false
      why: 'refused' | 'not_found'
      code: string
      message: { zh: string; en: string } | null
      fields: string
    }
  | { ok: false; why: 'unavailable'; code: Fault['code']; reached: boolean }
)

export type Connector = {
  call<T>(call: BusinessCall<T>): Promise<CallResult<T>>
  status(): ConnectorStatus
}

const ATTEMPTS = 2
const errorBody = z.object({
  error: z.object({ code: z.string().max(60), message: z.string().max(300), messageEn: z.string().max(300) }),
})

/** Calls operations of a business system that describes itself by OpenAPI 3.1. Never throws for the system's faults. */
export function openConnector(options: ConnectorOptions): Connector {
  const { apiKey, log, timeoutMs = 3000, maxBytes = 1024 * 1024, backOffMs = 100, system = 'shop' } = options
  const baseUrl = typeof options.baseUrl === 'string' ? () => options.baseUrl as string : options.baseUrl
  const breaker = createBreaker(options.breaker)
  let lastError: ConnectorStatus['lastError'] = null
  let lastSuccessAt: string | null = null

  const failed = (operation: string, fault: Fault) => {
    lastError = { at: new Date().toISOString(), operation, code: fault.code, detail: fault.detail }
    log.warn({ system, operation, code: fault.code, detail: fault.detail }, 'the business system failed')
  }
  /** One attempt under the breaker's eye; null when it lets nothing through. */
  const attempt = async (operation: string, request: BuiltRequest): Promise<Attempt | null> => {
    if (!breaker.admit()) return null
    const result = await sendRequest(request, { timeoutMs, maxBytes })
    if (result.kind === 'fault') {
      breaker.fail()
      failed(operation, result)
    } else {
      breaker.succeed()
      lastSuccessAt = new Date().toISOString()
    }
    return result
  }
  const operations = openOperations({
    read: async () => (await send(DESCRIPTION, buildRequest(baseUrl(), apiKey, DESCRIPTION, {}))).result,
    cacheFile: options.cacheFile ?? null,
    log,
  })

  const send = async (operation: Operation, request: BuiltRequest): Promise<{ result: Attempt; attempts: number }> => {
    const repeatable = operation.method === 'GET' || (operation.takesKey && 'idempotency-key' in request.headers)
    let reached = false
    for (let attempts = 1; ; attempts++) {
      const result = await attempt(operation.id, request)
      if (!result) return { result: { ...BLOCKED, reached }, attempts: attempts - 1 }
      if (result.kind === 'answer') return { result, attempts }
      reached ||= result.reached
      if (!repeatable || !result.mayRetry || attempts >= ATTEMPTS) return { result: { ...result, reached }, attempts }
      await delay(backOffMs * 2 ** (attempts - 1) * (0.5 + Math.random()))
    }
  }
  return {
    async call({ operation: id, answer, fields: sent, ...given }) {
      const operation = await operations.find(id)
      if (!operation || 'kind' in operation) {
        const fault = operation ?? { ...BLOCKED, code: 'bad_answer' as const, detail: 'not in openapi.json' }
        if (!operation) failed(id, fault)
        return { ok: false, why: 'unavailable', code: fault.code, reached: false, attempts: 0 }
      }
      let request: BuiltRequest
      try {
        request = buildRequest(baseUrl(), apiKey, operation, sent ? { ...given, ...placed(operation, sent) } : given)
      } catch (error) {
        failed(id, { ...BLOCKED, code: 'bad_answer', detail: (error as Error).message })
        return { ok: false, why: 'unavailable', code: 'bad_answer', reached: false, attempts: 0 }
      }
      const { result, attempts } = await send(operation, request)
      if (result.kind === 'fault')
        return { ok: false, why: 'unavailable', code: result.code, reached: result.reached, attempts }
      if (result.status >= 400) return { ...refusal(result), attempts }
      const parsed = answer.safeParse(result.body)
      if (parsed.success) return { ok: true, data: parsed.data, attempts }
      // The system is up but one answer has changed its shape: no reason to stop asking for the others.
      const fields = parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.') || 'answer')
      failed(id, { ...BLOCKED, code: 'bad_answer', detail: `unexpected shape: ${fields.join(', ')}` })
      return { ok: false, why: 'unavailable', code: 'bad_answer', reached: true, attempts }
    },
    status: () => ({
      system,
      state: breaker.state(),
      failuresInARow: breaker.failuresInARow(),
      triesAgainAt: isoOrNull(breaker.opensAgainAt()),
      lastError,
      lastSuccessAt,
    }),
  }
}

function placed(operation: Operation, fields: Record<string, unknown>): RequestParts {
  const named = new Set(operation.parameters.map((parameter) => parameter.name))
  const known = Object.entries(fields).filter(([, value]) => value !== undefined)
  const inBody = known.filter(([name]) => !named.has(name))
  const parameters = known.flatMap(([name, value]) => (named.has(name) ? [[name, String(value)] as const] : []))
  if (operation.method === 'GET' && inBody[0]) throw new Error(`${operation.id} has no parameter ${inBody[0][0]}`)
  return {
    parameters: Object.fromEntries(parameters),
    ...(operation.method !== 'GET' && { body: Object.fromEntries(inBody) }),
  }
}

const DESCRIPTION: Operation = {
  id: 'openapi.json',
  method: 'GET',
  path: '/openapi.json',
  parameters: [],
  takesKey: false,
}

/** The breaker lets nothing through. */
const BLOCKED: Fault = { kind: 'fault', code: 'down', reached: false, mayRetry: false, detail: 'paused after failures' }

const isoOrNull = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function refusal({ status, body }: { status: number; body: unknown }) {
  const parsed = errorBody.safeParse(body)
  const why: 'refused' | 'not_found' = status === 404 ? 'not_found' : 'refused'
  if (!parsed.success)
    return { ok: false as const, why, code: status === 404 ? 'not_found' : `http_${status}`, message: null, fields: '' }
  const { code, message, messageEn } = parsed.data.error
  return {
    ok: false as const,
    why,
    code,
    message: { zh: message, en: messageEn },
    fields: messageEn.split(': ')[1] ?? '',
  }
}
