import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CannedReply } from '../../../../src/desk/contract.ts'
import { get, type Page } from '../../api.ts'
import type { Pages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'

/** All replies this person sees, searched here: there are a few hundred at most, and the composer wants them all anyway. */
export function useReplies({ q, language, owner }: { q: string; language: string; owner: string }) {
  useRenewal('canned-reply.', 'replies')
  const query = useQuery({ queryKey: ['replies', 'all'], queryFn: ({ signal }) => loadAll(signal) })
  const all = query.data ?? []
  const found = useMemo(() => {
    const wanted = q.toLowerCase()
    const fits = (reply: CannedReply) =>
      (!language || reply.language === language) &&
      (!owner || (owner === 'team') === (reply.ownerId === null)) &&
      (!wanted || [reply.shortcut, reply.title, reply.body].some((text) => text.toLowerCase().includes(wanted)))
    return all.filter(fits)
  }, [all, q, language, owner])
  const pages: Pages<CannedReply> = {
    items: found,
    isPending: query.isPending,
    isError: query.isError && !query.data,
    error: query.error,
    isStale: false,
    hasMore: false,
    isLoadingMore: false,
    loadMore: () => undefined,
    retry: () => void query.refetch(),
  }
  return { all, pages }
}

async function loadAll(signal: AbortSignal): Promise<CannedReply[]> {
  const found: CannedReply[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<CannedReply> = await get<Page<CannedReply>>('/api/canned-replies', { limit: 100, cursor }, signal)
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
