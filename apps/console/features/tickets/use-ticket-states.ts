import { useQuery } from '@tanstack/react-query'
import type { TicketStateView } from '../../../../src/tickets/states/contract.ts'
import { get } from '../../api.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { usePreferences } from '../../preferences.ts'

const KEY = 'ticket-states'
export const ticketStatesKey = [KEY]

/** What tickets can be in, in their order and in the reader's language. Those out of use still have their names. */
export function useTicketStates() {
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ticketStatesKey,
    queryFn: ({ signal }) => get<{ items: TicketStateView[] }>('/api/ticket-states', {}, signal),
    staleTime: 60_000,
  })
  useRenewal('ticket-state.', KEY)
  const all = query.data?.items ?? []
  const nameOf = (state: TicketStateView) => (locale === 'zh' ? state.name : state.nameEn)
  const find = (id: string) => all.find((state) => state.id === id)
  return {
    query,
    all,
    find,
    name: (id: string) => {
      const state = find(id)
      return state ? nameOf(state) : id
    },
    /** Those in use, and the one that is chosen already. */
    offered: (chosen?: string) => all.filter(({ id, active }) => active || id === chosen),
  }
}
