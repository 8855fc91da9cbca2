import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Ticket, TicketDetails, TicketNote, TicketPatch } from '../../../../src/tickets/contract.ts'
import { ApiError, get, patch, post } from '../../api.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'

type Answer = TicketDetails
export type TicketChange = Omit<TicketPatch, 'version'>

/** One ticket: shown at once as changed, put back when the server refuses, with a way to undo. */
export function useTicket(id: string) {
  const { t } = useTranslation('tickets')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const key = ['tickets', 'one', id] as const
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => get<Answer>(`/api/tickets/${id}`, {}, signal) })
  useRenewal('ticket.', 'tickets')

  const show = (change: Partial<Ticket>) =>
    client.setQueryData<Answer>(key, (old) => old && { ...old, ticket: { ...old.ticket, ...change } })
  const change = useMutation({
    retry: false,
    mutationFn: ({ change, version }: { change: TicketChange; version: number; undoes?: boolean }) =>
      patch<{ ticket: Ticket }>(`/api/tickets/${id}`, { ...change, version }),
    onMutate: async ({ change }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Answer>(key)?.ticket
      show(change)
      return { before }
    },
    onSuccess: ({ ticket }, { change: made, undoes }, kept) => {
      show(ticket)
      void client.invalidateQueries({ queryKey: ['tickets', 'pages'] })
      const before = kept?.before
      if (undoes || !before) return
      const back = Object.fromEntries(
        Object.keys(made).map((name) => [name, before[name as keyof Ticket]]),
      ) as TicketChange
      done(t('changed'), () => change.mutate({ change: back, version: ticket.version, undoes: true }))
    },
    onError: (error, _, kept) => {
      if (kept?.before) show(kept.before)
      if (error instanceof ApiError && error.code === 'conflict') void query.refetch()
      failed(error)
    },
  })
  const note = useMutation({
    retry: false,
    mutationFn: (input: { body: string; customerVisible: boolean }) =>
      post<{ note: TicketNote }>(`/api/tickets/${id}/notes`, input),
    onSuccess: ({ note: added }) => {
      client.setQueryData<Answer>(key, (old) => old && { ...old, notes: [...old.notes, added] })
      void client.invalidateQueries({ queryKey: key })
    },
    onError: failed,
  })
  const version = query.data?.ticket.version ?? 0
  return {
    query,
    change: (wanted: TicketChange) => change.mutate({ change: wanted, version }),
    saving: change.isPending,
    note,
  }
}
export type TicketWork = ReturnType<typeof useTicket>
