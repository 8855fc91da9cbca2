import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { addMessages } from '../../../../kit/sync.ts'
import { get } from '../../../api.ts'
import { type MessagePage, messagesKey } from '../../../realtime/query-keys.ts'
import { useOutbox } from '../composer/outbox.ts'
import type { ShownMessage } from '../types.ts'

const PAGE = 50

/** The stored messages of one conversation, oldest first, with those still on their way at the end. */
export function useMessages(conversationId: string) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: messagesKey(conversationId),
    queryFn: async ({ signal }) => {
      const latest = await get<MessagePage>(`/api/conversations/${conversationId}/messages`, { limit: PAGE }, signal)
      return joined(client.getQueryData<MessagePage>(messagesKey(conversationId)), latest)
    },
    staleTime: 60_000,
  })
  const earlier = useMutation({
    mutationFn: () =>
      get<MessagePage>(`/api/conversations/${conversationId}/messages`, {
        before: query.data?.items[0]?.seq,
        limit: PAGE,
      }),
    onSuccess: (page) =>
      client.setQueryData<MessagePage>(
        messagesKey(conversationId),
        (now) => now && { items: addMessages(now.items, page.items), hasMore: page.hasMore },
      ),
  })
  const outgoing = useOutbox(conversationId)
  const stored = query.data?.items
  const shown = useMemo<ShownMessage[]>(() => {
    const known = new Set(stored?.map((message) => message.clientId))
    return [...(stored ?? []), ...outgoing.filter((message) => !known.has(message.clientId))]
  }, [stored, outgoing])
  return {
    query,
    shown,
    hasMore: query.data?.hasMore ?? false,
    loadEarlier: earlier.mutate,
    loadingEarlier: earlier.isPending,
  }
}

/** A fresh page joined to what was loaded before, unless too much happened in between. */
function joined(known: MessagePage | undefined, latest: MessagePage): MessagePage {
  const from = latest.items[0]?.seq ?? 0
  const last = known?.items.at(-1)?.seq ?? 0
  return known && last >= from - 1 ? { items: addMessages(known.items, latest.items), hasMore: known.hasMore } : latest
}
