import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | null = null

/** One clock for the whole console, so that all running times tick together. */
function listen(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || !timer) return
    clearInterval(timer)
    timer = null
  }
}

/** Milliseconds now, renewed every `step` seconds only, so that minute displays do not render each second. */
export function useNow(step = 1): number {
  return useSyncExternalStore(listen, () => Math.floor(now / (step * 1000)) * step * 1000)
}
