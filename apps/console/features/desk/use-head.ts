import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { get } from '../../api.ts'
import { type HeadAnswer, headKey } from '../../realtime/query-keys.ts'
import { useLive } from '../../realtime/realtime.tsx'

/** One conversation's head, followed live while it is open. */
export function useHead(conversationId: string) {
  const { watch } = useLive()
  useEffect(() => watch(conversationId), [watch, conversationId])
  return useQuery({
    queryKey: headKey(conversationId),
    queryFn: ({ signal }) => get<HeadAnswer>(`/api/conversations/${conversationId}`, {}, signal),
    staleTime: 30_000,
  })
}
