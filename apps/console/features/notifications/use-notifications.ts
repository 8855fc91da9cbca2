import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Notification } from '../../../../src/desk/notifications/contract.ts'
import { get, post } from '../../api.ts'

type Answer = { items: Notification[]; unread: number }
const queryKey = ['notifications']

/** What colleagues want one to see; renewed by the live connection. */
export function useNotifications() {
  const client = useQueryClient()
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<Answer>('/api/notifications', {}, signal),
    staleTime: 60_000,
  })
  const read = useMutation({
    mutationFn: (conversationId?: string) => post('/api/notifications/read', conversationId ? { conversationId } : {}),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  return { query, items: query.data?.items ?? [], unread: query.data?.unread ?? 0, read: read.mutate }
}
