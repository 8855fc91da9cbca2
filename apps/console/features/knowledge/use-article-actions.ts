import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Article } from '../../../../src/knowledge/contract.ts'
import { ApiError, get, post, put } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { articleKey } from './use-article.ts'
import type { ArticleDraft } from './use-article-draft.ts'

type Move = { id: string; what: 'publish' | 'unpublish' | 'archive' }

/** Saving, publishing, taking back and archiving; a version somebody else saved meanwhile is kept as `theirs`. */
export function useArticleActions(stored: Article | null, edited: ArticleDraft) {
  const { t } = useTranslation('knowledge')
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [theirs, setTheirs] = useState<Article | null>(null)
  const path = stored ? `/api/articles/${encodeURIComponent(stored.id)}` : '/api/articles'

  const keep = (article: Article) => {
    client.setQueryData(articleKey(article.id), article)
    void client.invalidateQueries({ queryKey: ['articles', 'pages'] })
    void client.invalidateQueries({ queryKey: ['articles', 'try'] })
  }
  const save = useMutation({
    retry: false,
    mutationFn: () =>
      stored ? put<Article>(path, { ...edited.draft, version: edited.version }) : post<Article>(path, edited.draft),
    onSuccess: (article) => {
      keep(article)
      setTheirs(null)
      edited.begin(article)
      if (!stored) {
        edited.leave()
        void navigate(`/knowledge/${encodeURIComponent(article.id)}`, { replace: true })
      }
    },
    onError: async (error) => {
      if (stored && error instanceof ApiError && error.code === 'conflict') setTheirs(await get<Article>(path))
      else failed(error)
    },
  })
  const step = useMutation({
    retry: false,
    mutationFn: ({ id, what }: Move) => post<Article>(`/api/articles/${encodeURIComponent(id)}/${what}`),
    onSuccess: (article, { what }) => {
      keep(article)
      edited.rebase(article)
      const back = what === 'publish' ? 'unpublish' : what === 'unpublish' ? 'publish' : null
      done(t(`did.${what}`), back ? () => step.mutate({ id: article.id, what: back }) : undefined)
    },
    onError: failed,
  })

  const saveNow = async () => {
    if (!edited.complete) {
      edited.showMissing()
      return null
    }
    return save.mutateAsync().catch(() => null)
  }
  return {
    theirs,
    busy: save.isPending || step.isPending,
    save: async () => {
      if (await saveNow()) done(t('did.save'))
    },
    publish: async () => {
      const saved = edited.dirty || !stored ? await saveNow() : stored
      if (saved) step.mutate({ id: saved.id, what: 'publish' })
    },
    unpublish: () => stored && step.mutate({ id: stored.id, what: 'unpublish' }),
    archive: () =>
      ask(
        { title: t('archive.title', { title: stored?.title ?? '' }), text: t('archive.text'), act: t('archive.act') },
        () => step.mutateAsync({ id: stored?.id ?? '', what: 'archive' }),
      ),
    takeTheirs: (article: Article) => {
      keep(article)
      edited.begin(article)
      setTheirs(null)
    },
    keepMine: (article: Article) => {
      edited.rebase(article)
      setTheirs(null)
    },
  }
}
export type ArticleActions = ReturnType<typeof useArticleActions>
