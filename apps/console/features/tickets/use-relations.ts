import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Approval, Ticket, TicketLink } from '../../../../src/tickets/contract.ts'
import { post, remove } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

/** Linking, merging and agreeing: what changes more than the ticket's own fields. */
export function useRelations(ticket: Ticket) {
  const { t } = useTranslation('tickets')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const navigate = useNavigate()
  const base = `/api/tickets/${ticket.id}`
  const renew = () => void client.invalidateQueries({ queryKey: ['tickets'] })
  const act = { retry: false as const, onError: failed }
  const link = useMutation({
    ...act,
    mutationFn: (input: { to: string; kind: TicketLink['kind'] }) => post<unknown>(`${base}/links`, input),
    onSuccess: renew,
  })
  const unlink = useMutation({
    ...act,
    mutationFn: (other: string) => remove<unknown>(`${base}/links/${other}`),
    onSuccess: renew,
  })
  const unmerge = useMutation({
    ...act,
    mutationFn: (version: number) => post<{ ticket: Ticket }>(`${base}/unmerge`, { version }),
    onSuccess: renew,
  })
  const merge = useMutation({
    ...act,
    mutationFn: (into: string) => post<{ ticket: Ticket }>(`${base}/merge`, { into, version: ticket.version }),
    onSuccess: ({ ticket: merged }) => {
      renew()
      done(t('merge.done'), () => unmerge.mutate(merged.version))
      if (merged.mergedInto) void navigate(`/tickets/${merged.mergedInto}`)
    },
  })
  const decide = useMutation({
    ...act,
    mutationFn: ({ step, ...decision }: { step: number; decision: Approval['status']; comment: string }) =>
      post<unknown>(`${base}/approvals/${step}`, decision),
    onSuccess: () => {
      renew()
      done(t('approval.decided'))
    },
  })
  const askAgain = useMutation({
    ...act,
    mutationFn: () => post<unknown>(`${base}/approvals/again`),
    onSuccess: renew,
  })
  return { link, unlink, merge, unmerge, decide, askAgain }
}
export type Relations = ReturnType<typeof useRelations>
