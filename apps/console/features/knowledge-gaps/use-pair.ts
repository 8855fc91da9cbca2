import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ArticlePair } from '../../../../src/knowledge/conflicts/contract.ts'
import { post } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'

/** Letting a pair stand, or archiving one of the two. */
export function usePair({ id }: ArticlePair) {
  const { t } = useTranslation(['knowledge-gaps', 'knowledge'])
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const renew = () => {
    void client.invalidateQueries({ queryKey: ['article-pairs'] })
    void client.invalidateQueries({ queryKey: ['articles'] })
  }
  const dismiss = useMutation({
    retry: false,
    mutationFn: () => post<unknown>(`/api/knowledge/pairs/${encodeURIComponent(id)}/dismiss`),
    onSuccess: () => {
      renew()
      done(t('knowledge-gaps:pairs.dismissed'))
    },
    onError: failed,
  })
  const archive = useMutation({
    retry: false,
    mutationFn: (articleId: string) => post<unknown>(`/api/articles/${encodeURIComponent(articleId)}/archive`),
    onSuccess: () => {
      renew()
      done(t('knowledge:did.archive'))
    },
    onError: failed,
  })
  return {
    dismiss,
    archive: (side: ArticlePair['left']) =>
      ask(
        {
          title: t('knowledge:archive.title', { title: side.title }),
          text: t('knowledge:archive.text'),
          act: t('knowledge:archive.act'),
        },
        () => archive.mutateAsync(side.id),
      ),
  }
}
