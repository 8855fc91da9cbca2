import { useQuery } from '@tanstack/react-query'
import type { TicketField, TicketTypeView } from '../../../../src/tickets/types/contract.ts'
import { get } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'

export const ticketTypesKey = ['ticket-types']

/** The types of tickets and what each asks for, in the reader's language. Those out of use still have their names. */
export function useTicketTypes(enabled = true) {
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ticketTypesKey,
    queryFn: ({ signal }) => get<{ items: TicketTypeView[] }>('/api/ticket-types', {}, signal),
    staleTime: 60_000,
    enabled,
  })
  const all = query.data?.items ?? []
  const nameOf = (type: TicketTypeView) => (locale === 'zh' ? type.name : type.nameEn)
  const find = (id: string) => all.find((type) => type.id === id)
  return {
    query,
    all,
    find,
    name: (id: string) => {
      const type = find(id)
      return type ? nameOf(type) : id
    },
    label: (field: Pick<TicketField, 'label' | 'labelEn'>) => (locale === 'zh' ? field.label : field.labelEn),
    options: all.filter(({ active }) => active).map((type) => ({ value: type.id, label: nameOf(type) })),
  }
}
export type TicketTypes = ReturnType<typeof useTicketTypes>
