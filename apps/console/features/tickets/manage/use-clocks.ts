import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketSettings } from '../../../../../src/tickets/types/contract.ts'
import { put } from '../../../api.ts'
import { USUAL_HOURS } from '../../../components/hours/hours-editor.tsx'
import { useTold } from '../../../components/list/use-told.tsx'
import { ticketSettingsKey } from './use-type-editor.ts'

/** The settings being changed; saving can be undone for a moment. */
export function useClocks(kept: TicketSettings) {
  const { t } = useTranslation('tickets')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const [draft, setDraft] = useState(kept)
  const [problem, setProblem] = useState(false)
  const save = useMutation({
    retry: false,
    mutationFn: ({ value }: { value: TicketSettings; undoes?: boolean }) =>
      put<TicketSettings>('/api/ticket-settings', value),
    onSuccess: (saved, { undoes }) => {
      const before = kept
      client.setQueryData(ticketSettingsKey, saved)
      setDraft(saved)
      done(t('clocks.saved'), undoes ? undefined : () => save.mutate({ value: before, undoes: true }))
    },
    onError: failed,
  })
  return {
    draft,
    set: (change: Partial<TicketSettings>) => setDraft({ ...draft, ...change }),
    usualHours: kept.hours ?? USUAL_HOURS,
    problem,
    setProblem,
    changed: JSON.stringify(draft) !== JSON.stringify(kept),
    busy: save.isPending,
    save: () => save.mutate({ value: draft }),
  }
}
