import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { ApiError, post, remove } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import type { Wording } from './article-draft.ts'
import { articleKey, articlePath, loadArticle } from './use-article.ts'
import type { ArticleDraft } from './use-article-draft.ts'
import { useReviewSteps } from './use-review-steps.ts'
import { useSaveArticle } from './use-save-article.ts'

type Move = { id: string; what: 'publish' | 'unpublish' | 'archive' }

/** Saving, publishing, taking back, archiving and reviewing; a wording somebody else saved meanwhile is kept as `theirs`. */
export function useArticleActions(stored: ManagedArticle | null, edited: ArticleDraft) {
  const { t } = useTranslation('knowledge')
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const { begin, save, saveNow, theirs, setTheirs } = useSaveArticle(stored, edited)
  const saved = async () => (edited.dirty || !stored ? saveNow() : stored)
  const reviews = useReviewSteps({ saved, settled: (article) => begin({ article, next: null }) })
  const step = useMutation({
    retry: false,
    mutationFn: ({ id, what }: Move) => post<ManagedArticle>(`${articlePath(id)}/${what}`),
    onSuccess: (article, { what }) => {
      begin({ article, next: null })
      const back = what === 'publish' ? 'unpublish' : what === 'unpublish' ? 'publish' : null
      // With a next wording, the step back would not lead to what was live: versions are the way there.
      const undo = back && !(stored?.status === 'published' && (what === 'publish' || stored.draft))
      done(t(`did.${what}`), undo ? () => step.mutate({ id: article.id, what: back }) : undefined)
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'review_required') reviews.open('request')
      failed(error)
    },
  })
  const discard = useMutation({
    retry: false,
    mutationFn: async (id: string) => {
      await remove(`${articlePath(id)}/draft`)
      return loadArticle(id)
    },
    onSuccess: (article) => {
      begin({ article, next: null })
      done(t('did.discard'))
    },
    onError: failed,
  })
  const id = stored?.id ?? ''
  return {
    theirs,
    reviews,
    busy: save.isPending || step.isPending || reviews.busy,
    save: async () => {
      if (await saveNow()) done(t(stored?.status === 'published' ? 'did.saveNext' : 'did.save'))
    },
    publish: async () => {
      const article = await saved()
      if (article) step.mutate({ id: article.id, what: 'publish' })
    },
    unpublish: () => stored && step.mutate({ id, what: 'unpublish' }),
    archive: () =>
      ask(
        { title: t('archive.title', { title: stored?.title ?? '' }), text: t('archive.text'), act: t('archive.act') },
        () => step.mutateAsync({ id, what: 'archive' }),
      ),
    discard: () =>
      ask({ title: t('discard.title'), text: t('discard.text'), act: t('discard.act'), recorded: false }, () =>
        discard.mutateAsync(id),
      ),
    takeTheirs: (wording: Wording) => {
      edited.begin(wording)
      setTheirs(null)
      void client.invalidateQueries({ queryKey: articleKey(id) })
    },
    keepMine: (wording: Wording) => {
      edited.rebase(wording)
      setTheirs(null)
    },
  }
}
export type ArticleActions = ReturnType<typeof useArticleActions>
