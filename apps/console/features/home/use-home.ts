import { useQuery } from '@tanstack/react-query'
import type { Article } from '../../../../src/knowledge/contract.ts'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import { get, type Page } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { useColleagues } from '../conversations/use-colleagues.ts'
import { usePresence } from '../desk/queue/use-presence.ts'
import { useQueue, useWatched } from '../desk/queue/use-queue.ts'

const MANY = 100

/** Everything the home page counts, each only for those who may see it; null means not theirs to see. */
export function useHome() {
  const { may } = useSession()
  const serves = may('conversations.reply')
  const { query, waiting, mine } = useQueue()
  const watched = useWatched(may('conversations.read-all'))
  const presence = usePresence(serves)
  const team = useColleagues()
  const overdue = useCount<Ticket>('/api/tickets', { assignee: 'me', overdue: 'true' }, may('tickets.read'), 'tickets')
  const drafts = useCount<Article>('/api/articles', { status: 'draft' }, may('knowledge.write'), 'articles')
  const business = useQuery({
    queryKey: ['business-status'],
    queryFn: ({ signal }) => get<Page<{ state: string }>>('/api/business/status', {}, signal),
    enabled: may('business.read'),
    refetchInterval: 30_000,
    retry: false,
  })
  const unread = mine.filter(
    ({ lastMessage, lastSeq, agentReadSeq }) => lastMessage?.author === 'customer' && lastSeq > agentReadSeq,
  )
  return {
    serves,
    query,
    waiting,
    mine,
    unread,
    watched: may('conversations.read-all') ? (watched.data?.items.length ?? 0) : null,
    presence,
    team,
    overdue,
    drafts,
    businessDown: business.data?.items.some(({ state }) => state === 'open') ?? false,
  }
}

/** How many there are, up to a hundred. */
function useCount<T>(path: string, filter: Record<string, string>, enabled: boolean, key: string): number {
  const query = useQuery({
    queryKey: [key, 'count', filter],
    queryFn: ({ signal }) => get<Page<T>>(path, { ...filter, limit: MANY }, signal),
    enabled,
  })
  return query.data?.items.length ?? 0
}
