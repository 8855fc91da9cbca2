import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TicketStateInput, TicketStateView } from '../../../../../src/tickets/states/contract.ts'
import { post, put } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { ticketStatesKey } from '../use-ticket-states.ts'

/** Saving one state. */
export function useStateEditor(state: TicketStateView | null, onClose: () => void) {
  const { t } = useTranslation('tickets')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const save = useMutation({
    retry: false,
    mutationFn: (draft: TicketStateInput) => {
      const { id, status, ...known } = draft
      return state ? put<unknown>(`/api/ticket-states/${state.id}`, known) : post<unknown>('/api/ticket-states', draft)
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ticketStatesKey })
      done(t('states.saved'))
      onClose()
    },
    onError: failed,
  })
  const initial: TicketStateInput = {
    id: state?.id ?? '',
    status: state?.status ?? 'open',
    name: state?.name ?? '',
    nameEn: state?.nameEn ?? '',
    colour: state?.colour ?? 'blue',
    position: state?.position ?? 25,
    active: state?.active ?? true,
  }
  return { initial, busy: save.isPending, save: save.mutate }
}
