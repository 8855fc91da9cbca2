import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PracticeRun, PracticeScore, ScenarioSummary } from '../../../../src/desk/practice/contract.ts'
import { get, type Page, post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

export type Attempt = Pick<PracticeRun, 'id' | 'scenarioId' | 'startedAt' | 'status'> & { score: PracticeScore }

export const useScenarios = () =>
  useQuery({
    queryKey: ['practice', 'scenarios'],
    queryFn: ({ signal }) => get<Page<ScenarioSummary>>('/api/practice/scenarios', {}, signal),
  })

export const useAttempts = (scenario: string, wanted: boolean) =>
  useQuery({
    queryKey: ['practice', 'attempts', scenario],
    queryFn: ({ signal }) => get<Page<Attempt>>('/api/practice/attempts', { scenario }, signal),
    enabled: wanted,
  })

const runKey = (id: string) => ['practice', 'run', id]

export const useRun = (id: string) =>
  useQuery({
    queryKey: runKey(id),
    queryFn: ({ signal }) => get<PracticeRun>(`/api/practice/runs/${id}`, {}, signal),
  })

/** Begins, speaks, ends; what comes back is the whole conversation. */
export function usePractice(after?: (run: PracticeRun) => void) {
  const client = useQueryClient()
  const { failed } = useTold()
  return useMutation({
    mutationFn: ({ path, body = {} }: { path: string; body?: unknown }) =>
      post<PracticeRun>(`/api/practice/runs${path}`, body),
    onSuccess: (run) => {
      client.setQueryData(runKey(run.id), run)
      if (run.score) void client.invalidateQueries({ queryKey: ['practice', 'attempts'] })
      if (run.score) void client.invalidateQueries({ queryKey: ['practice', 'scenarios'] })
      after?.(run)
    },
    onError: failed,
  })
}
