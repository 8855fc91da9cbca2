import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContextLink } from '../../../../src/desk/context-links/contract.ts'
import { get, put } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

const queryKey = ['context-links']
type Answer = { items: ContextLink[] }

export const useContextLinks = () =>
  useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await get<Answer>('/api/desk/context-links', {}, signal)).items,
    staleTime: 60_000,
  })

export function useSaveLinks(onClose: () => void) {
  const { t } = useTranslation('customers')
  const { done, failed } = useTold()
  const client = useQueryClient()
  return useMutation({
    retry: false,
    mutationFn: (items: ContextLink[]) => put<Answer>('/api/desk/context-links', { items }),
    onSuccess: ({ items }) => {
      client.setQueryData(queryKey, items)
      done(t('links.saved'))
      onClose()
    },
    onError: failed,
  })
}
