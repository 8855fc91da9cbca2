import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import type { Ticket, TicketInput } from '../../../../src/tickets/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

/** Opening a ticket, with what the address brings along. */
export function useTicketCreate() {
  const [search, setSearch] = useSearchParams()
  const { failed } = useTold()
  const navigate = useNavigate()
  const client = useQueryClient()
  const conversationId = search.get('conversation')
  const create = useMutation({
    retry: false,
    mutationFn: (input: TicketInput) =>
      post<{ ticket: Ticket }>('/api/tickets', { ...input, assigneeId: input.assigneeId ?? null, conversationId }),
    onSuccess: ({ ticket }) => {
      void client.invalidateQueries({ queryKey: ['tickets', 'pages'] })
      void navigate(`/tickets/${ticket.id}`)
    },
    onError: failed,
  })
  const close = () =>
    setSearch((now) => {
      const next = new URLSearchParams(now)
      next.delete('new')
      next.delete('for')
      next.delete('conversation')
      return next
    })
  return { customerId: search.get('for') ?? undefined, busy: create.isPending, save: create.mutate, close }
}
