import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ModelKind, TrainingRun } from '../../../../../src/understanding/models/contract.ts'
import { get, type Page, post } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'

const latestKey = ['training', 'latest'] as const

/** The training that runs, if one does. */
export function useRunning(): TrainingRun | null {
  const { data } = useQuery({
    queryKey: latestKey,
    queryFn: ({ signal }) => get<Page<TrainingRun>>('/api/training/runs', { limit: 1 }, signal),
  })
  const latest = data?.items[0]
  return latest?.state === 'running' ? latest : null
}

export function useStartTraining() {
  const { t } = useTranslation('models')
  const client = useQueryClient()
  const { done, failed } = useTold()
  return useMutation({
    retry: false,
    mutationFn: (what: { kind: ModelKind; note: string }) => post<TrainingRun>('/api/training/runs', what),
    onSuccess: () => {
      done(t('run.begun'))
      return client.invalidateQueries({ queryKey: ['training'] })
    },
    onError: failed,
  })
}
