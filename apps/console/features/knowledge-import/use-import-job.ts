import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping, ImportJob, ImportRow, RowPatch } from '../../../../src/knowledge/import/contract.ts'
import { get, patch, post } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { isBusy } from './import-status.tsx'
import { importKey, rowsKey, useImportEvents } from './use-import-events.ts'

type Step =
  | { what: 'accept'; body: { publish: boolean } }
  | { what: 'cancel' | 'undo'; body: Record<string, never> }
  | { what: 'parse'; body: { mapping: ColumnMapping } }
  | { what: 'select'; body: { selected: boolean; status?: 'new' | 'duplicate' | 'conflict' } }

/** One import and what can be done with it; its progress comes over the live connection, and is asked for in between. */
export function useImportJob(id: string) {
  const { t } = useTranslation('knowledge-import')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const ask = useConfirm()
  const path = `/api/knowledge/imports/${encodeURIComponent(id)}`
  const query = useQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => get<ImportJob>(path, {}, signal),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data.status) ? 5000 : false),
  })
  useImportEvents()
  const renew = () => client.invalidateQueries({ queryKey: [rowsKey(id)] })
  const step = useMutation({
    retry: false,
    mutationFn: ({ what, body }: Step) => post<ImportJob>(`${path}/${what}`, body),
    onSuccess: (job, { what }) => {
      client.setQueryData(importKey(id), job)
      void renew()
      void client.invalidateQueries({ queryKey: ['knowledge-imports', 'pages'] })
      if (what === 'undo') {
        void client.invalidateQueries({ queryKey: ['articles'] })
        done(t('undo.did', { count: job.counts.undone }))
      }
    },
    onError: failed,
  })
  const change = useMutation({
    retry: false,
    mutationFn: ({ n, ...body }: RowPatch & { n: number }) => patch<ImportRow>(`${path}/rows/${n}`, body),
    onSuccess: async () => {
      await Promise.all([renew(), client.invalidateQueries({ queryKey: importKey(id) })])
    },
    onError: failed,
  })
  const count = query.data?.counts.accepted ?? 0
  return {
    ...{ query, path, change, busy: step.isPending },
    step: (next: Step) => step.mutate(next),
    askToUndo: () =>
      ask({ title: t('undo.title'), text: t('undo.text', { count }), act: t('undo.act') }, () =>
        step.mutateAsync({ what: 'undo', body: {} }),
      ),
  }
}
export type ImportDesk = ReturnType<typeof useImportJob>
