import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkInput } from '../../../../src/knowledge/workflow/contract.ts'
import { post } from '../../api.ts'
import type { Chosen } from '../../components/list/use-chosen.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'

type Answer = { done: number; results: { id: string; ok: boolean; error: { code: string; message: string } | null }[] }
/** As many as the server takes at once. */
const MOST = 200

/** The same done to many articles; each succeeds or is refused by itself. */
export function useBulk(chosen: Chosen) {
  const { t } = useTranslation('knowledge')
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const [refused, setRefused] = useState<{ id: string; message: string }[]>([])
  const run = useMutation({
    retry: false,
    mutationFn: ({ ids, ...what }: BulkInput) =>
      post<Answer>('/api/knowledge/bulk', { ids: ids.slice(0, MOST), ...what }),
    onSuccess: (answer, { what }) => {
      void client.invalidateQueries({ queryKey: ['articles'] })
      const left = answer.results.filter(({ ok }) => !ok)
      setRefused(left.map(({ id, error }) => ({ id, message: error?.message ?? '' })))
      if (answer.done > 0) done(t(`bulk.did.${what}`, { count: answer.done }))
      // The refused ones stay ticked, so that one sees which they are.
      if (left.length === 0) chosen.clear()
    },
    onError: failed,
  })
  return {
    busy: run.isPending,
    refused,
    forget: () => setRefused([]),
    act: (input: BulkInput) => run.mutate(input),
    archive: (ids: string[]) =>
      ask(
        { title: t('bulk.archiveTitle', { count: ids.length }), text: t('archive.text'), act: t('archive.act') },
        () => run.mutateAsync({ ids, what: 'archive' }),
      ),
  }
}
