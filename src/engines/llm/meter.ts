import { Counter, Histogram, type Registry } from 'prom-client'
import type { LlmFailure, LlmUsage, LlmUse } from '#engines/llm/contract.ts'
import { addUsage, usageSince } from '#engines/llm/queries.ts'
import type { Database } from '#platform/db/open.ts'

/** Other nodes spend too: what they did is read this often. */
const RENEW_MS = 30_000
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export type Meter = {
  /** Tokens of today, of all nodes, as far as known here; `reserved` ones of requests under way included. */
  spent(): number
  /** Holds tokens while a request is under way; call the result when it is over. */
  reserve(tokens: number): () => void
  count(
    use: LlmUse,
    model: string,
    came: { usage?: LlmUsage; cached?: boolean; failed?: LlmFailure; ms: number },
  ): Promise<void>
  refresh(): Promise<void>
}

/** Counts calls and tokens: in the ledger of use by day, and in metrics, which hold no text. */
export async function openMeter(database: Database, registry: Registry | null, now = Date.now): Promise<Meter> {
  let day = dayOf(now())
  let tokens = 0
  let reserved = 0
  let readAt = 0
  const metrics = registry && openMetrics(registry)
  const refresh = async () => {
    readAt = now()
    day = dayOf(now())
    const today = (await usageSince(database.db, day)).find((one) => one.day === day)
    tokens = (today?.inputTokens ?? 0) + (today?.outputTokens ?? 0)
  }
  await refresh()
  return {
    spent: () => (dayOf(now()) === day ? tokens : 0) + reserved,
    reserve(amount) {
      reserved += amount
      return () => {
        reserved -= amount
      }
    },
    async count(use, model, { usage = { input: 0, output: 0 }, cached = false, failed, ms }) {
      if (dayOf(now()) !== day) await refresh()
      tokens += usage.input + usage.output
      metrics?.seconds.observe({ use, outcome: failed ?? (cached ? 'cached' : 'ok') }, ms / 1000)
      metrics?.tokens.inc({ use, direction: 'input' }, usage.input)
      metrics?.tokens.inc({ use, direction: 'output' }, usage.output)
      await addUsage(database.db, day, {
        use,
        model,
        calls: cached ? 0 : 1,
        cached: cached ? 1 : 0,
        failed: failed ? 1 : 0,
        ...usage,
      })
      if (now() - readAt > RENEW_MS) await refresh()
    },
    refresh,
  }
}

function openMetrics(registry: Registry) {
  return {
    seconds: new Histogram({
      name: 'yinghe_llm_seconds',
      help: 'Time a request to the language model took, by use and outcome',
      labelNames: ['use', 'outcome'],
      buckets: [0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5, 10, 30],
      registers: [registry],
    }),
    tokens: new Counter({
      name: 'yinghe_llm_tokens_total',
      help: 'Tokens sent to and received from the language model',
      labelNames: ['use', 'direction'],
      registers: [registry],
    }),
  }
}
