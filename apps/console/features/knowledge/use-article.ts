import { useQuery } from '@tanstack/react-query'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import type { ArticleDraft, ArticleReview } from '../../../../src/knowledge/workflow/contract.ts'
import { get } from '../../api.ts'

export const articleKey = (id: string) => ['articles', 'one', id] as const
export const nextKey = (id: string) => ['articles', 'next', id] as const
export const articlePath = (id: string) => `/api/articles/${encodeURIComponent(id)}`

export const loadArticle = (id: string, signal?: AbortSignal) => get<ManagedArticle>(articlePath(id), {}, signal)
export const loadNext = (id: string, signal?: AbortSignal) => get<ArticleDraft>(`${articlePath(id)}/draft`, {}, signal)

export function useArticle(id: string | undefined) {
  return useQuery({
    queryKey: articleKey(id ?? ''),
    queryFn: ({ signal }) => loadArticle(id ?? '', signal),
    enabled: id !== undefined,
  })
}

/** The next wording of a published article; asked for only where the article says there is one. */
export function useNextWording(article: ManagedArticle | undefined) {
  const version = article?.draft?.version ?? 0
  return useQuery({
    queryKey: [...nextKey(article?.id ?? ''), version],
    queryFn: ({ signal }) => loadNext(article?.id ?? '', signal),
    enabled: version > 0,
    placeholderData: (before) => before,
  })
}

/** Reviews of an article, newest first. */
export function useReviews(id: string | undefined) {
  return useQuery({
    queryKey: ['articles', 'reviews', id ?? ''],
    queryFn: ({ signal }) => get<{ items: ArticleReview[] }>(`${articlePath(id ?? '')}/reviews`, {}, signal),
    enabled: id !== undefined,
  })
}
