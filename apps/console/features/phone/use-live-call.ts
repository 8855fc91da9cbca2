import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LiveCall } from '../../../../src/voice/contract.ts'
import { get } from '../../api.ts'
import { useLive } from '../../realtime/realtime.tsx'

const CALLS: readonly string[] = ['phone', 'voice']
/** Whether a conversation can have a call at all. */
export const isCall = ({ channel }: { channel: string }): boolean => CALLS.includes(channel)

const NEWS = /^call\.(started|ended|recording|joined|left|held)$/

/** The call that goes on in a conversation, and whether it is recorded; null when there is none. */
export function useLiveCall(conversationId: string, enabled = true) {
  const { onEvent } = useLive()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['calls', 'live', conversationId],
    queryFn: ({ signal }) => get<{ live: LiveCall | null }>(`/api/conversations/${conversationId}/call`, {}, signal),
    enabled,
  })
  const callId = query.data?.live?.call.id
  useEffect(
    () =>
      onEvent((event) => {
        if (!enabled || !NEWS.test(event.kind)) return
        if (event.conversationId !== conversationId && event.payload.callId !== callId) return
        void client.invalidateQueries({ queryKey: ['calls', 'live', conversationId] })
      }),
    [onEvent, client, conversationId, callId, enabled],
  )
  return query.data?.live ?? null
}
