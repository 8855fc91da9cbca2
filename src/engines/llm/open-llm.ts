import { setTimeout as delay } from 'node:timers/promises'
import type { Registry } from 'prom-client'
import type { z } from 'zod'
import { cacheKey, openAnswerCache } from '#engines/llm/answer-cache.ts'
import type {
  Llm,
  LlmFailure,
  LlmProbe,
  LlmRequest,
  LlmResult,
  LlmSettings,
  LlmStatus,
  LlmUsage,
  LlmUse,
  LlmUses,
} from '#engines/llm/contract.ts'
import { dayOf, type Meter, openMeter } from '#engines/llm/meter.ts'
import { type LlmClient, LlmFault, openClient } from '#engines/llm/openai-compatible.ts'
import { probe } from '#engines/llm/probe.ts'
import { purgeCached, usageSince } from '#engines/llm/queries.ts'
import { openSettings, type Starting } from '#engines/llm/stored-settings.ts'
import type { Audit } from '#governance/contract.ts'
import { type Breaker, createBreaker } from '#platform/circuit-breaker.ts'
import type { Database } from '#platform/db/open.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'

export type LlmDeps = {
  database: Database
  tail: Tail | null
  log: Log
  registry: Registry | null
  endpoint: { url: string; key: string }
  starting: Starting
  audit: Audit
}

export type OpenLlm = Llm & {
  uses(): LlmUses
  status(): Promise<LlmStatus>
  /** Stores new settings; all nodes follow. */
  change(settings: LlmSettings, actor: string, ip: string): Promise<void>
  probe(): Promise<LlmProbe>
  purge(): Promise<void>
}

const ATTEMPTS = 3
const BACK_OFF_MS = 200
/** About so many characters of a prompt are one token; on the safe side for Chinese. */
const CHARS_PER_TOKEN = 1.5

/** The optional language model. Without an endpoint everything here answers `off` and costs nothing. */
export async function openLlm(deps: LlmDeps): Promise<OpenLlm> {
  const { database, log, endpoint, starting } = deps
  const client = endpoint.url ? openClient(endpoint.url, endpoint.key) : null
  const settings = await openSettings(deps)
  const parts: Parts = {
    ...{ settings, log, client },
    model: () => settings.now().model || starting.model,
    meter: await openMeter(database, deps.registry),
    cache: openAnswerCache(database),
    breaker: createBreaker({ failures: 4, pauseMs: 15_000 }),
    lastFailure: null,
  }
  const { model } = parts
  if (client && isConfigured(parts))
    client.warm().catch((error: unknown) => log.error({ err: error }, 'the client of the language model did not load'))
  return {
    ready: (use) => refusalOf(parts, use) === null,
    uses: () => ({
      summary: stateOf(parts, 'summary'),
      drafts: stateOf(parts, 'drafts'),
      translate: stateOf(parts, 'translate'),
    }),
    limit: (use) => settings.now().limits[use],
    generate: (request) =>
      run(parts, 'text', request, async (signal) => {
        const answer = await client!.generate(model(), request, signal)
        return { value: answer, usage: answer.usage }
      }),
    object: <T>(request: LlmRequest, schema: z.ZodType<T>) =>
      run(parts, 'object', request, (signal) => client!.object(model(), request, schema, signal)),
    change: settings.change,
    probe: () => probe(isConfigured(parts) ? client : null, model(), settings.now().limits.drafts),
    purge: () => purgeCached(database.db, new Date()),
    status: () => statusOf(parts, deps),
  }
}

type Parts = {
  settings: Awaited<ReturnType<typeof openSettings>>
  meter: Meter
  cache: ReturnType<typeof openAnswerCache>
  breaker: Breaker
  client: LlmClient | null
  model: () => string
  log: Log
  lastFailure: LlmStatus['lastFailure']
}

const isConfigured = ({ client, model }: Parts): boolean => client !== null && model() !== ''

function refusalOf(parts: Parts, use: LlmUse): LlmFailure | null {
  const { on, dailyTokens } = parts.settings.now()
  if (!isConfigured(parts) || !on[use]) return 'off'
  if (parts.meter.spent() >= dailyTokens) return 'budget'
  return parts.breaker.admits() ? null : 'down'
}

function stateOf(parts: Parts, use: LlmUse): LlmUses['summary'] {
  const why = refusalOf(parts, use)
  return why === null ? 'ready' : why === 'off' ? 'off' : why === 'budget' ? 'budget-spent' : 'paused'
}

/** One request with cache, budget, time limit and retries. Never throws. */
async function run<T>(
  parts: Parts,
  kind: 'text' | 'object',
  request: LlmRequest,
  attempt: (signal: AbortSignal) => Promise<{ value: T; usage: LlmUsage }>,
): Promise<LlmResult<T>> {
  const { settings, meter, cache, breaker, model, log } = parts
  const { use } = request
  const started = performance.now()
  const { limits, dailyTokens } = settings.now()
  const limit = AbortSignal.timeout(limits[use])
  const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit
  const finish = (came: { usage?: LlmUsage; cached?: boolean; failed?: LlmFailure }) =>
    void meter
      .count(use, model(), { ...came, ms: performance.now() - started })
      .catch((error: unknown) => log.warn({ err: error }, 'the use of the language model was not recorded'))
  const why = refusalOf(parts, use)
  if (why) return { ok: false, why }
  const key = cacheKey(model(), kind, request)
  const held = await within(signal, cache.read(key)).catch(() => null)
  if (held) {
    finish({ cached: true })
    return { ok: true, value: held as T }
  }
  const size = Math.ceil(JSON.stringify([request.system, request.messages, request.tools]).length / CHARS_PER_TOKEN)
  if (meter.spent() + size > dailyTokens) return { ok: false, why: 'budget' }
  const release = meter.reserve(size + request.maxTokens)
  try {
    const { value, usage } = await within(signal, withRetries(attempt, signal, breaker, started + limits[use]))
    finish({ usage })
    void cache.write(key, use, value).catch((error: unknown) => log.warn({ err: error }, 'an answer was not kept'))
    return { ok: true, value }
  } catch (error) {
    const fault = error instanceof LlmFault ? error : new LlmFault(signal.aborted ? 'timeout' : 'down')
    if (fault.why === 'timeout') breaker.fail()
    log.warn({ use, why: fault.why, ms: Math.round(performance.now() - started) }, 'the language model gave no answer')
    parts.lastFailure = { at: new Date().toISOString(), why: fault.why }
    finish({ failed: fault.why })
    return { ok: false, why: fault.why }
  } finally {
    release()
  }
}

const NO_USE = { calls: 0, cached: 0, failed: 0, inputTokens: 0, outputTokens: 0 }

async function statusOf(parts: Parts, { database, endpoint }: LlmDeps): Promise<LlmStatus> {
  const { settings, meter, breaker, model, lastFailure } = parts
  const days = await usageSince(database.db, dayOf(Date.now() - 6 * 24 * 3600_000))
  const { day: _, ...today } = days.find(({ day }) => day === dayOf(Date.now())) ?? { day: '', ...NO_USE }
  const spent = meter.spent() >= settings.now().dailyTokens
  const working = breaker.admits() ? 'working' : 'paused'
  const again = working === 'paused' ? breaker.opensAgainAt() : null
  return {
    configured: isConfigured(parts),
    host: endpoint.url ? new URL(endpoint.url).host : '',
    model: model(),
    settings: settings.now(),
    state: !isConfigured(parts) ? 'off' : spent ? 'budget-spent' : working,
    triesAgainAt: again === null ? null : new Date(again).toISOString(),
    lastFailure,
    today,
    days: days.map((one) => ({ day: one.day, calls: one.calls, tokens: one.inputTokens + one.outputTokens })),
  }
}

/** The work, or a fault when the signal comes first, even when the work does not listen to it. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(new LlmFault('timeout'))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop))
}

async function withRetries<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  breaker: Breaker,
  endsAt: number,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    if (!breaker.admit()) throw new LlmFault('down')
    try {
      const value = await attempt(signal)
      breaker.succeed()
      return value
    } catch (error) {
      if (!(error instanceof LlmFault)) throw error
      if (error.why === 'bad-answer' || error.why === 'refused') breaker.succeed()
      else if (error.why !== 'timeout') breaker.fail(error.retryAfterMs)
      const wait = error.retryAfterMs ?? BACK_OFF_MS * 2 ** (tried - 1) * (0.5 + Math.random())
      if (!error.mayRetry || tried >= ATTEMPTS || signal.aborted || performance.now() + wait > endsAt) throw error
      await delay(wait, undefined, { signal }).catch(() => {
        throw error
      })
    }
  }
}
