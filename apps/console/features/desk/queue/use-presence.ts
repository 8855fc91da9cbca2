import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect } from 'react'
import type { Presence } from '../../../../../src/desk/contract.ts'
import { get, put } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { presenceKey } from '../../../realtime/query-keys.ts'

/** How often the desk says "still here"; the server takes somebody silent for a minute as gone. */
const HEARTBEAT_MS = 20_000

type Wanted = { status: Presence['status']; reason: string; handOver?: boolean }

/** My own presence: shown at once when changed. */
export function usePresence(enabled = true) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const query = useQuery({
    queryKey: presenceKey,
    queryFn: ({ signal }) => get<Presence>('/api/desk/presence', {}, signal),
    enabled,
  })
  const save = useMutation({
    mutationFn: (wanted: Wanted) => put<Presence>('/api/desk/presence', wanted),
    onMutate: ({ handOver: _, ...wanted }) => {
      const before = client.getQueryData<Presence>(presenceKey)
      client.setQueryData<Presence>(presenceKey, { ...wanted, changedAt: new Date().toISOString() })
      return { before }
    },
    onSuccess: (stored) => client.setQueryData(presenceKey, stored),
    onError: (error, _wanted, context) => {
      client.setQueryData(presenceKey, context?.before)
      message.error(errorText(error))
    },
  })

  return {
    presence: query.data,
    change: (wanted: Presence['status'], why = '') => save.mutate({ status: wanted, reason: why }),
    /** Goes home: what one serves goes to colleagues at once. */
    goHome: () => save.mutate({ status: 'offline', reason: '', handOver: true }),
  }
}

/** Says "still here" while the console is open, on whatever page. */
export function useHeartbeat(presence: Presence | undefined): void {
  const status = presence?.status
  const reason = presence?.reason ?? ''
  useEffect(() => {
    if (!status || status === 'offline') return
    // A missed beat is no news: the next one counts, and the connection line tells of an outage.
    const beat = setInterval(() => put('/api/desk/presence', { status, reason }).catch(() => undefined), HEARTBEAT_MS)
    return () => clearInterval(beat)
  }, [status, reason])
}
