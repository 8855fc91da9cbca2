import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import type { Brief } from '../../../../src/desk/brief/contract.ts'
import { get } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'

/** The brief as it is now; read anew when the customer is handed on, not at every message. */
export function useBrief({ id, handOver }: Conversation, wanted: boolean) {
  const { locale } = usePreferences()
  return useQuery({
    queryKey: ['brief', id, handOver?.at ?? '', locale],
    queryFn: ({ signal }) => get<Brief>(`/api/conversations/${id}/brief`, { language: locale }, signal),
    enabled: wanted,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
