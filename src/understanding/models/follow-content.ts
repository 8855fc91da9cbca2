import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'

type Deps = {
  tail: Tail
  log: Log
  /** How long it must be quiet before `changed` is called, in milliseconds. */
  restMs: number | undefined
  changed: () => Promise<void>
}

const REST_MS = 3000

/** Calls `changed` once after a burst of changes to articles. */
export function followContent({ tail, log, restMs = REST_MS, changed }: Deps) {
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const soon = () => {
    if (stopped) return
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => {
      changed().catch((error: unknown) =>
        log.error({ err: error }, 'new articles were not learnt; the next change tries again'),
      )
    }, restMs)
  }
  tail.onEvents((events) => {
    if (events.some(({ kind, payload }) => kind === 'article.changed' && payload.what !== 'rated')) soon()
  })
  return {
    soon,
    stop: () => {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}
