import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { articlePath, loadArticle } from './use-article.ts'

export type ReviewAct = 'request' | 'approve' | 'send-back'
type Said = { act: ReviewAct; text: string; reviewerId: string | null }

/** Asking for a review, agreeing and sending back. `saved` stores what is being written first, null when it cannot. */
export function useReviewSteps({
  saved,
  settled,
}: {
  saved: () => Promise<ManagedArticle | null>
  settled: (article: ManagedArticle) => void
}) {
  const { t } = useTranslation('knowledge')
  const { done, failed } = useTold()
  const [act, setAct] = useState<ReviewAct | null>(null)
  const step = useMutation({
    retry: false,
    mutationFn: async (said: Said) => {
      const article = await saved()
      if (!article) return null
      const path = articlePath(article.id)
      if (said.act === 'request') await post(`${path}/request-review`, { reviewerId: said.reviewerId, note: said.text })
      else await post(`${path}/${said.act}`, { comment: said.text })
      return loadArticle(article.id)
    },
    onSuccess: (article, said) => {
      setAct(null)
      if (!article) return
      settled(article)
      done(t(`review.did.${said.act}`))
    },
    onError: failed,
  })
  return {
    act,
    open: setAct,
    close: () => setAct(null),
    busy: step.isPending,
    say: (text: string, reviewerId: string | null) => act && step.mutate({ act, text, reviewerId }),
  }
}
export type ReviewSteps = ReturnType<typeof useReviewSteps>
