import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { get, type Page } from '../../api.ts'

export type Filter = { q: string; status: string; assignee: string }

/** The filter lives in the address, so that a view can be shared and the back key works. */
export function useFilter() {
  const [query, setQuery] = useSearchParams()
  const filter: Filter = {
    q: query.get('q') ?? '',
    status: query.get('status') ?? '',
    assignee: query.get('assignee') ?? '',
  }
  const change = useCallback(
    (part: Partial<Filter>) =>
      setQuery(
        (now) => {
          const next = new URLSearchParams(now)
          for (const [name, value] of Object.entries(part)) {
            if (value) next.set(name, value)
            else next.delete(name)
          }
          return next
        },
        { replace: true },
      ),
    [setQuery],
  )
  const clear = useCallback(() => setQuery({}, { replace: true }), [setQuery])
  return { filter, change, clear, filtered: Boolean(filter.q || filter.status || filter.assignee) }
}

export function useConversations(filter: Filter) {
  const query = useInfiniteQuery({
    queryKey: ['conversations', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Conversation>>('/api/conversations', { ...filter, limit: 40, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] }
}
