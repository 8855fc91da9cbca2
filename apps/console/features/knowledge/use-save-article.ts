import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import type { ArticleDraft as NextWording } from '../../../../src/knowledge/workflow/contract.ts'
import { ApiError, post, put } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { type Wording, wordingOf } from './article-draft.ts'
import { articleKey, articlePath, loadArticle, loadNext, nextKey } from './use-article.ts'
import type { ArticleDraft } from './use-article-draft.ts'

type Known = { article: ManagedArticle; next: NextWording | null }

/** Saving what is edited; a wording somebody else saved meanwhile is kept as `theirs`. */
export function useSaveArticle(stored: ManagedArticle | null, edited: ArticleDraft) {
  const { failed } = useTold()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [theirs, setTheirs] = useState<Wording | null>(null)

  const keep = ({ article, next }: Known) => {
    if (next) client.setQueryData([...nextKey(article.id), next.version], next)
    client.setQueryData(articleKey(article.id), article)
    for (const about of ['pages', 'try', 'reviews', 'versions'])
      void client.invalidateQueries({ queryKey: ['articles', about] })
  }
  const begin = (known: Known) => {
    keep(known)
    setTheirs(null)
    edited.begin(wordingOf(known.article, known.next))
  }
  const save = useMutation({
    retry: false,
    mutationFn: () => write(stored, edited),
    onSuccess: (known) => {
      begin(known)
      if (!stored) {
        edited.leave()
        void navigate(`/knowledge/${encodeURIComponent(known.article.id)}`, { replace: true })
      }
    },
    onError: async (error) => {
      if (!stored || !(error instanceof ApiError) || error.code !== 'conflict') return failed(error)
      const known = await readAnew(stored.id).catch(() => null)
      if (!known) return failed(error)
      setTheirs(wordingOf(known.article, known.next))
    },
  })
  const saveNow = async (): Promise<ManagedArticle | null> => {
    if (!edited.complete) {
      edited.showMissing()
      return null
    }
    return save.mutateAsync().then(
      ({ article }) => article,
      () => null,
    )
  }
  return { begin, save, saveNow, theirs, setTheirs }
}

/** A new article, a change of a draft, or the next wording of what is published. */
async function write(stored: ManagedArticle | null, { draft, version, note }: ArticleDraft): Promise<Known> {
  if (!stored) return { article: await post<ManagedArticle>('/api/articles', { ...draft, note }), next: null }
  const path = articlePath(stored.id)
  if (stored.status !== 'published')
    return { article: await put<ManagedArticle>(path, { ...draft, version, note }), next: null }
  const next = await put<NextWording>(`${path}/draft`, { ...draft, version, note })
  return { article: await loadArticle(stored.id), next }
}

async function readAnew(id: string): Promise<Known> {
  const article = await loadArticle(id)
  return { article, next: article.draft ? await loadNext(id) : null }
}
