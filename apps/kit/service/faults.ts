import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ServiceError } from './errors.ts'

/** Longer than any caller should wait, so that its time limit is what ends the call. */
const slowMs = 15_000

const outage = z.object({
  mode: z.enum(['off', 'down', 'slow']),
  delayMs: z.int().min(0).max(60_000).optional(),
})

export type Faults = ReturnType<typeof createFaults>

/** The fault switch of tests and demos: calls fail or hang. */
export function createFaults() {
  let state: z.infer<typeof outage> = { mode: 'off' }
  const stopped = new AbortController()
  return {
    set(body: unknown) {
      const parsed = outage.safeParse(body)
      if (!parsed.success) throw new ServiceError('invalid', 'mode')
      state = parsed.data
      return { mode: state.mode }
    },
    async suffer() {
      if (state.mode === 'down') throw new ServiceError('unavailable')
      if (state.mode !== 'slow') return
      await delay(state.delayMs ?? slowMs, undefined, { signal: stopped.signal }).catch(() => {
        throw new ServiceError('unavailable')
      })
    },
    stop: () => stopped.abort(),
  }
}
