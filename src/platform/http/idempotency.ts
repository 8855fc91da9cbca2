import { createHash } from 'node:crypto'
import type { Db } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { claimKey, keepAnswer, purgeKeysBefore, releaseKey } from '#platform/http/queries.ts'

export type Idempotency = {
  /** Runs `work` once per actor and key; a repeat gets the first answer, a different request with the same key is refused. */
  once(actor: string, key: string, hash: string, work: () => Promise<unknown>): Promise<unknown>
  /** Forgets keys older than 24 hours. */
  purge(): Promise<void>
}

/** A claim without an answer for this long belongs to a node that died; the next request may take it over. */
const ABANDONED_MS = 60_000

export function openIdempotency(db: Db): Idempotency {
  return {
    async once(actor, key, hash, work) {
      const earlier = await claimKey(db, actor, key, hash)
      if (earlier) {
        if (earlier.request_hash !== hash) throw new AppError('idempotency_mismatch')
        if (earlier.status !== null) return earlier.response
        if (Date.now() - earlier.created_at.getTime() < ABANDONED_MS) throw new AppError('request_in_progress')
      }
      try {
        const response = await work()
        await keepAnswer(db, actor, key, response)
        return response
      } catch (error) {
        await releaseKey(db, actor, key)
        throw error
      }
    },
    purge: () => purgeKeysBefore(db, new Date(Date.now() - 24 * 3600_000)),
  }
}

export function requestHash(method: string, url: string, body: unknown): string {
  return createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest('hex')
}
