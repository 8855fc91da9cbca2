import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { get, type Page, type Query } from '../../api.ts'

export type Pages<T> = {
  items: T[]
  isPending: boolean
  isError: boolean
  error: unknown
  /** The filters changed and the old lines are still shown. */
  isStale: boolean
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => void
  retry: () => void
}

const LIMIT = 50

/** A list the server hands out page by page behind a cursor. `key` begins the cache key, so that one word renews all of its lists. */
export function usePages<T>(key: string, path: string, filters: Query = {}): Pages<T> {
  const query = useInfiniteQuery({
    queryKey: [key, 'pages', path, filters],
    queryFn: ({ pageParam, signal }) => get<Page<T>>(path, { limit: LIMIT, ...filters, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    isPending: query.isPending,
    isError: query.isError && !query.data,
    error: query.error,
    isStale: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  }
}
