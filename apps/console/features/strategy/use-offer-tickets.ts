import { useQuery } from '@tanstack/react-query'
import type { OfferTicket } from '../../../../src/emotion/strategy/contract.ts'
import { get } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'

/** Kinds of tickets to choose from, by name; who edits strategies need not read tickets. */
export function useOfferTickets(): { value: string; label: string }[] {
  const { locale } = usePreferences()
  const { data } = useQuery({
    queryKey: ['strategy', 'ticket-types'],
    queryFn: ({ signal }) => get<{ items: OfferTicket[] }>('/api/strategies/ticket-types', {}, signal),
    staleTime: 60_000,
  })
  return (data?.items ?? []).map(({ id, name, nameEn }) => ({ value: id, label: locale === 'zh' ? name : nameEn }))
}
