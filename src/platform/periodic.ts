import type { Log } from '#platform/log.ts'

export type Periodic = {
  /** Runs the task now and then. Tasks must be safe to run on several nodes at once. Never runs over itself. */
  every(name: string, ms: number, task: () => Promise<unknown>): void
  /** No new runs; resolves when the running ones have ended. */
  stop(): Promise<void>
}

export function openPeriodic(log: Log): Periodic {
  const timers: NodeJS.Timeout[] = []
  const running = new Set<Promise<void>>()
  return {
    every(name, ms, task) {
      let busy = false
      const tick = () => {
        if (busy) return
        busy = true
        const run = task()
          .then(() => undefined)
          .catch((error: unknown) =>
            log.error({ err: error, task: name }, 'a periodic task failed; it runs again later'),
          )
          .finally(() => {
            busy = false
            running.delete(run)
          })
        running.add(run)
      }
      // Nodes started together should not all knock at the same moment.
      timers.push(setInterval(tick, ms * (0.9 + Math.random() * 0.2)))
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
    },
  }
}
