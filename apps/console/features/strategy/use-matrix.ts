import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type {
  PreviewLine,
  Strategy,
  StrategyEffect,
  StrategyLine,
  StrategyMatrix,
} from '../../../../src/emotion/strategy/contract.ts'
import { get, post, put, remove } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

const KEY = ['strategy', 'matrix']
export type Preview = { lookedAt: number; changed: number; items: PreviewLine[] }

/** The matrix and everything that can be done to it. What is edited is kept at once and used when released. */
export function useMatrix() {
  const { t } = useTranslation('strategy')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const matrix = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<StrategyMatrix>('/api/strategies', {}, signal),
  })
  const common = { retry: false, onError: failed }
  const took = (said: 'kept' | 'dropped' | 'released' | 'rolledBack') => (now: StrategyMatrix) => {
    client.setQueryData(KEY, now)
    done(t(`done.${said}`))
  }
  const save = useMutation({
    ...common,
    mutationFn: (lines: StrategyLine[]) =>
      put<StrategyMatrix>('/api/strategies/draft', { lines: lines.map(withoutOrigin) }),
    onSuccess: took('kept'),
  })
  const drop = useMutation({
    ...common,
    mutationFn: () => remove<StrategyMatrix>('/api/strategies/draft'),
    onSuccess: took('dropped'),
  })
  const release = useMutation({
    ...common,
    mutationFn: (note: string) => post<StrategyMatrix>('/api/strategies/release', { note }),
    onSuccess: took('released'),
  })
  const rollBack = useMutation({
    ...common,
    mutationFn: (version: number) => post<StrategyMatrix>('/api/strategies/roll-back', { version }),
    onSuccess: took('rolledBack'),
  })
  const preview = useMutation({
    ...common,
    mutationFn: (lines: StrategyLine[]) =>
      post<Preview>('/api/strategies/preview', { lines: lines.map(withoutOrigin) }, null),
  })
  return { matrix, save, drop, release, rollBack, preview }
}

export const useEffects = () =>
  useQuery({
    queryKey: ['strategy', 'effect'],
    queryFn: async ({ signal }) =>
      (await get<{ items: StrategyEffect[] }>('/api/strategies/effect', { days: 30 }, signal)).items,
  })

const withoutOrigin = ({ origin: _, ...line }: StrategyLine): Strategy => line
