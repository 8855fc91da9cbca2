import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkAnswer, TicketPatch } from '../../../../src/tickets/contract.ts'
import { post } from '../../api.ts'
import type { Chosen } from '../../components/list/use-chosen.tsx'
import { useTold } from '../../components/list/use-told.tsx'

/** As many as the server takes at once. */
const MOST = 200

/** The same change for many tickets; those that refuse stay ticked, so that one sees which they are. */
export function useBulk(chosen: Chosen) {
  const { t } = useTranslation('tickets')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const [refused, setRefused] = useState<BulkAnswer['failed']>([])
  const run = useMutation({
    retry: false,
    mutationFn: (patch: Omit<TicketPatch, 'version'>) =>
      post<BulkAnswer>('/api/tickets/bulk', { ids: chosen.ids.slice(0, MOST), patch }),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['tickets'] })
      setRefused(answer.failed)
      if (answer.done.length > 0) done(t('bulk.done', { count: answer.done.length }))
      if (answer.failed.length === 0) chosen.clear()
    },
    onError: failed,
  })
  return { busy: run.isPending, refused, forget: () => setRefused([]), change: run.mutate }
}
