import { useQuery } from '@tanstack/react-query'
import type { PolicyVersion, Queue, RoutedAgent } from '../../../../src/desk/routing/contract.ts'
import { get, type Page } from '../../api.ts'
import { useChange } from '../../components/list/use-change.ts'

const KEY = 'routing'
const load = <T>(path: string) => ({
  queryKey: [KEY, path],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Page<T>>(`/api/routing/${path}`, {}, signal),
})

export const useQueues = () => useQuery({ ...load<Queue>('queues'), staleTime: 30_000 })
export const usePolicies = () => useQuery(load<PolicyVersion>('policies'))
export const useAgents = () => useQuery(load<RoutedAgent>('agents'))

/** Sends a change, says so and reads everything of routing anew. */
export const useRoutingChange = <I, O>(send: (input: I) => Promise<O>, text: string, after?: (made: O) => void) =>
  useChange(KEY, send, text, after)

/** A query as a list shows it. */
export function asPages<T>(query: {
  data?: Page<T> | undefined
  isPending: boolean
  isError: boolean
  error: Error | null
  refetch: () => unknown
}) {
  return {
    ...{ items: query.data?.items ?? [], isPending: query.isPending, isError: query.isError && !query.data },
    ...{ error: query.error, isStale: false, hasMore: false, isLoadingMore: false, loadMore: () => undefined },
    retry: () => void query.refetch(),
  }
}
