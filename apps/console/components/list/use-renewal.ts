import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLive } from '../../realtime/realtime.tsx'

const REST_MS = 400

/** Fetches lists under `key` again when the ledger tells of something beginning with `kind` (`ticket.`, `article.` …). */
export function useRenewal(kind: string, key: string): void {
  const { onEvent } = useLive()
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const stop = onEvent((event) => {
      if (!event.kind.startsWith(kind)) return
      // A burst of changes is one renewal.
      timer ??= setTimeout(() => {
        timer = null
        void client.invalidateQueries({ queryKey: [key] })
      }, REST_MS)
    })
    return () => {
      stop()
      if (timer) clearTimeout(timer)
    }
  }, [onEvent, client, kind, key])
}
