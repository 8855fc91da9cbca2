import { setTimeout as delay } from 'node:timers/promises'
import type { Embedding, Vector, VectorSource } from '#engines/embedding/contract.ts'
import { EmbeddingFault } from '#engines/embedding/embedding-fault.ts'
import { purgeVectors, readVectors, writeVectors } from '#engines/embedding/queries.ts'
import { type Breaker, createBreaker } from '#platform/circuit-breaker.ts'
import { contentHash } from '#platform/content-hash.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'

/** Every source takes at least so many texts at once, and texts of this length. */
const BATCH = 64
const LONGEST = 2000
const BATCH_LIMIT_MS = 30_000
const ATTEMPTS = 4
const BACK_OFF_MS = 250
/** Questions asked again within minutes need no second request. */
const REMEMBERED = 500
const UNUSED_MS = 30 * 24 * 3600_000

export type EmbeddingDeps = { database: Database; log: Log; source: VectorSource | null; breaker?: Breaker }

/** The optional embedding model. Without a source everything here answers null and costs nothing. */
export function openEmbedding({
  database,
  log,
  source,
  breaker = createBreaker({ failures: 4, pauseMs: 15_000 }),
}: EmbeddingDeps): Embedding {
  const recent = new Map<string, Vector>()
  const keyOf = (text: string) => contentHash([source?.model, text])
  const failed = (error: unknown) => {
    if (!(error instanceof EmbeddingFault)) throw error
    log.warn({ why: error.message }, 'the embedding model gave no vectors; search goes on by words')
    return null
  }
  return {
    model: source?.model ?? '',
    ready: () => source !== null && breaker.admits(),
    async now(text, limitMs) {
      const asked = text.trim().slice(0, LONGEST)
      const key = keyOf(asked)
      const known = recent.get(key)
      if (known || !source || !asked) return known ?? null
      const signal = AbortSignal.timeout(limitMs)
      const [vector] = (await ask(source, [asked], breaker, signal, 1).catch(failed)) ?? []
      if (!vector) return null
      recent.set(key, vector)
      if (recent.size > REMEMBERED) recent.delete(recent.keys().next().value!)
      return vector
    },
    async all(texts) {
      if (!source) return null
      const asked = texts.map((text) => text.trim().slice(0, LONGEST) || '-')
      const keys = asked.map(keyOf)
      const held = await readVectors(database.db, [...new Set(keys)])
      const missing = [...new Set(asked.filter((_, i) => !held.has(keys[i]!)))]
      for (let from = 0; from < missing.length; from += BATCH) {
        const batch = missing.slice(from, from + BATCH)
        const signal = AbortSignal.timeout(BATCH_LIMIT_MS)
        const vectors = await ask(source, batch, breaker, signal, ATTEMPTS).catch(failed)
        if (!vectors) return null
        const fresh = new Map(batch.map((text, i) => [keyOf(text), vectors[i]!]))
        for (const [key, vector] of fresh) held.set(key, vector)
        await writeVectors(database.db, fresh)
      }
      return keys.map((key) => held.get(key)!)
    },
    purge: () => purgeVectors(database.db, new Date(Date.now() - UNUSED_MS)),
  }
}

async function ask(
  source: VectorSource,
  texts: string[],
  breaker: Breaker,
  signal: AbortSignal,
  attempts: number,
): Promise<Vector[]> {
  for (let tried = 1; ; tried++) {
    if (!breaker.admit()) throw new EmbeddingFault('it rests after failures', false)
    try {
      const vectors = await source.vectors(texts, signal)
      breaker.succeed()
      return vectors
    } catch (error) {
      if (!(error instanceof EmbeddingFault)) throw error
      breaker.fail(error.retryAfterMs)
      if (!error.mayRetry || tried >= attempts || signal.aborted) throw error
      const wait = error.retryAfterMs ?? BACK_OFF_MS * 2 ** (tried - 1) * (0.5 + Math.random())
      // A timer may fire a moment before the clock has moved on, and the breaker reads the clock.
      await delay(wait + 5, undefined, { signal }).catch(() => {
        throw error
      })
    }
  }
}
