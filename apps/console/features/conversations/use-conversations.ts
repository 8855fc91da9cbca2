import { useInfiniteQuery } from '@tanstack/react-query'
import type { ListedConversation } from '../../../../src/conversations/contract.ts'
import { get, type Page, type Query } from '../../api.ts'
import { useFilters } from '../../components/list/use-filters.ts'

const NAMES = ['q', 'status', 'assignee', 'channel', 'rating', 'tag', 'from', 'until'] as const
export type FilterName = (typeof NAMES)[number]
type Filter = Record<FilterName, string>

/** The filter lives in the address, so that a view can be shared and the back key works. */
export const useConversationFilters = () => useFilters(NAMES)

/** Days of the address as times of the reader's clock; `until` is the last day that counts. */
export function toQuery({ from, until, ...rest }: Filter): Query {
  return { ...rest, from: from && midnight(from, 0), until: until && midnight(until, 1) }
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

export function useConversations(filter: Filter) {
  const query = useInfiniteQuery({
    queryKey: ['conversations', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<ListedConversation>>('/api/conversations', { ...toQuery(filter), limit: 40, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] }
}
