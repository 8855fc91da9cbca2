import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ShopError } from './errors.ts'

/** Longer than any caller should wait, so that its time limit is what ends the call. */
const slowMs = 15_000

const OutageBody = z.object({
  mode: z.enum(['off', 'down', 'slow']),
  delayMs: z.int().min(0).max(60_000).optional(),
})

export type Faults = ReturnType<typeof createFaults>

/** The fault switch of tests and demos: API calls fail or hang; the shop's pages stay up. */
export function createFaults() {
  let state: z.infer<typeof OutageBody> = { mode: 'off' }
  const stopped = new AbortController()
  return {
    set(body: unknown) {
      const parsed = OutageBody.safeParse(body)
      if (!parsed.success) throw new ShopError('invalid', 'mode')
      state = parsed.data
      return { mode: state.mode }
    },
    async suffer() {
      if (state.mode === 'down') throw new ShopError('unavailable')
      if (state.mode !== 'slow') return
      await delay(state.delayMs ?? slowMs, undefined, { signal: stopped.signal }).catch(() => {
        throw new ShopError('unavailable')
      })
    },
    stop: () => stopped.abort(),
  }
}
