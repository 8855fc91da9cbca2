import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import type { ArticleVersion } from '../../../../src/knowledge/workflow/contract.ts'
import { post } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import type { Filters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { articlePath } from './use-article.ts'

/** The versions of an article, newest first; which one is looked at, and with which earlier one it is compared. */
export function useVersions(id: string, filters: Filters<'from' | 'to'>) {
  const { t } = useTranslation('knowledge')
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const pages = usePages<ArticleVersion>('articles', `${articlePath(id)}/versions`)
  const { items } = pages
  const to = items.find(({ number }) => String(number) === filters.values.to) ?? items[0]
  const before = items.find(({ number }) => number < (to?.number ?? 0))
  const from = items.find(({ number }) => String(number) === filters.values.from) ?? before
  const restore = useMutation({
    retry: false,
    mutationFn: (number: number) => post<ManagedArticle>(`${articlePath(id)}/versions/${number}/restore`),
    onSuccess: (article, number) => {
      void client.invalidateQueries({ queryKey: ['articles'] })
      filters.clear()
      done(t(article.status === 'published' ? 'versions.wentBackNext' : 'versions.wentBack', { number }))
    },
    onError: failed,
  })
  return {
    ...{ pages, to, from, busy: restore.isPending },
    show: (number: number) => filters.set({ to: String(number), from: '' }),
    compareWith: (number: number) => filters.set({ from: String(number) }),
    goBack: ({ number }: ArticleVersion) =>
      ask(
        {
          title: t('versions.askTitle', { number }),
          text: t('versions.askText'),
          act: t('versions.askAct'),
          danger: false,
        },
        () => restore.mutateAsync(number),
      ),
  }
}
export type Versions = ReturnType<typeof useVersions>
