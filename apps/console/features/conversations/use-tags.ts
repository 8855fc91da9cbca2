import { useQuery } from '@tanstack/react-query'
import { get, type Page } from '../../api.ts'

/** The tags in use, most used first. */
export function useTags(): string[] {
  const query = useQuery({
    queryKey: ['conversation-tags'],
    queryFn: ({ signal }) => get<Page<{ tag: string }>>('/api/conversation-tags', {}, signal),
    staleTime: 60_000,
  })
  return query.data?.items.map(({ tag }) => tag) ?? []
}
