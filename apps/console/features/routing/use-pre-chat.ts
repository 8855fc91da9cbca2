import { useQuery } from '@tanstack/react-query'
import type { PreChat } from '../../../../src/desk/pre-chat/contract.ts'
import { get } from '../../api.ts'

/** The form that customers fill in before they are served. */
export const usePreChat = () =>
  useQuery({
    queryKey: ['routing', 'pre-chat'],
    queryFn: ({ signal }) => get<PreChat>('/api/desk/pre-chat', {}, signal),
    staleTime: 60_000,
  })
