import { useQuery } from '@tanstack/react-query'
import type { Article } from '../../../../src/knowledge/contract.ts'
import { get } from '../../api.ts'

export const articleKey = (id: string) => ['articles', 'one', id] as const

export function useArticle(id: string | undefined) {
  return useQuery({
    queryKey: articleKey(id ?? ''),
    queryFn: ({ signal }) => get<Article>(`/api/articles/${encodeURIComponent(id ?? '')}`, {}, signal),
    enabled: id !== undefined,
  })
}
