import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get, type Page } from '../../api.ts'
import type { PathEvent } from '../desk/path/read-path.ts'
import { type WalkedPath, walkedPath } from './walked-path.ts'

/** The way a conversation took through this flow; null while none is asked for or it is not here yet. */
export function useWalkedPath(
  conversationId: string,
  flowId: string,
): { path: WalkedPath | null; error: unknown; isPending: boolean } {
  const query = useQuery({
    queryKey: ['walked-path', conversationId],
    queryFn: ({ signal }) => loadTurns(conversationId, signal),
    enabled: conversationId !== '',
  })
  const path = useMemo(() => (query.data ? walkedPath(query.data, flowId) : null), [query.data, flowId])
  return { path, error: query.error, isPending: conversationId !== '' && query.isPending }
}

/** All turns, oldest first. */
async function loadTurns(conversationId: string, signal: AbortSignal): Promise<PathEvent[]> {
  const found: PathEvent[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<PathEvent> = await get<Page<PathEvent>>(
      `/api/conversations/${conversationId}/events`,
      { kinds: 'turn.decided', limit: 200, cursor },
      signal,
    )
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found.reverse()
}
