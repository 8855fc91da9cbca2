import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HistoryImport, Mapping } from '../../../../src/learning/history/contract.ts'
import { get, post, remove } from '../../api.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'

/** One import and what can be done with it; progress comes over the live connection. */
export function useImport(id: string) {
  const client = useQueryClient()
  const { failed } = useTold()
  const key = ['history', 'one', id] as const
  const path = `/api/learning/history/${encodeURIComponent(id)}`
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => get<HistoryImport>(path, {}, signal) })
  useRenewal('history.', 'history')
  const show = (one: HistoryImport) => client.setQueryData(key, one)
  const start = useMutation({
    retry: false,
    mutationFn: (mapping: Mapping) => post<HistoryImport>(`${path}/start`, { mapping }),
    onSuccess: show,
    onError: failed,
  })
  const cancel = useMutation({
    retry: false,
    mutationFn: () => post<HistoryImport>(`${path}/cancel`),
    onSuccess: show,
    onError: failed,
  })
  const drop = useMutation({
    retry: false,
    mutationFn: () => remove(path),
    onSuccess: () => client.invalidateQueries({ queryKey: ['history', 'pages'] }),
    onError: failed,
  })
  return { query, start, cancel, drop }
}
