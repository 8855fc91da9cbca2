import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import type { AcceptInput, ArticleSuggestion } from '../../../../src/knowledge/gaps/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

/** Making a draft of a suggestion, or putting it aside. */
export function useSuggestion({ id }: ArticleSuggestion) {
  const { t } = useTranslation('knowledge-gaps')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const navigate = useNavigate()
  const path = `/api/knowledge/suggestions/${encodeURIComponent(id)}`
  const renew = () => client.invalidateQueries({ queryKey: ['suggestions'] })
  const accept = useMutation({
    retry: false,
    mutationFn: (input: AcceptInput) => post<ManagedArticle>(`${path}/accept`, input),
    onSuccess: async (article) => {
      void client.invalidateQueries({ queryKey: ['articles'] })
      void renew()
      done(t('suggestions.accepted'))
      await navigate(`/knowledge/${encodeURIComponent(article.id)}`)
    },
    onError: failed,
  })
  const dismiss = useMutation({
    retry: false,
    mutationFn: () => post<unknown>(`${path}/dismiss`),
    onSuccess: () => {
      void renew()
      done(t('suggestions.dismissed'))
    },
    onError: failed,
  })
  return { accept, dismiss }
}
export type SuggestionActs = ReturnType<typeof useSuggestion>
