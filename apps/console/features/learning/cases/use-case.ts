import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CaseLabel } from '../../../../../src/learning/contract.ts'
import { get, post } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import type { Offer } from '../types.ts'

/** One case with its likely labels and what can be done with it. */
export function useCase(id: string, onDone: () => void) {
  const { t } = useTranslation('learning')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const path = `/api/learning/cases/${encodeURIComponent(id)}`
  const query = useQuery({ queryKey: ['case', id], queryFn: ({ signal }) => get<Offer>(path, {}, signal) })
  const renew = () =>
    Promise.all([['cases'], ['case', id], ['agreement']].map((queryKey) => client.invalidateQueries({ queryKey })))
  const undo = useMutation({
    retry: false,
    mutationFn: () => post(`${path}/undo`),
    onSuccess: renew,
    onError: failed,
  })
  const told = (text: string) => () => {
    done(text, () => undo.mutate())
    onDone()
    return renew()
  }
  const label = useMutation({
    retry: false,
    mutationFn: (chosen: CaseLabel) => post(`${path}/label`, { label: chosen }),
    onSuccess: told(t('did.label')),
    onError: failed,
  })
  const dismiss = useMutation({
    retry: false,
    mutationFn: () => post(`${path}/dismiss`),
    onSuccess: told(t('did.dismiss')),
    onError: failed,
  })
  return { query, label, dismiss, undo }
}
