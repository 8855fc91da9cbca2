import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Translation } from '../../../../../src/answers/contract.ts'
import { post } from '../../../api.ts'
import { usePreferences } from '../../../preferences.ts'

/** From which message on a conversation is shown with its translation; null is nowhere. */
const fromKey = (conversationId: string) => ['desk', 'translated-from', conversationId]

/** The translation of a message into the reader's language, for it and those after it once he asked. */
export function useMessageTranslation(conversationId: string, seq: number) {
  const { locale } = usePreferences()
  const client = useQueryClient()
  const { data: from } = useQuery<number | null>({
    queryKey: fromKey(conversationId),
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const wanted = from !== null && seq >= from
  const query = useQuery({
    queryKey: ['desk', 'translation', conversationId, seq, locale],
    queryFn: () => post<Translation>(`/api/conversations/${conversationId}/translate`, { seq, into: locale }, null),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const showFrom = (first: number | null) => client.setQueryData(fromKey(conversationId), first)
  return { ...query, wanted, show: () => showFrom(seq), hide: () => showFrom(null) }
}
