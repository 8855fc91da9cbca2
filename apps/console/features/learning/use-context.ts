import { queryOptions, useQuery } from '@tanstack/react-query'
import type { CaseContext } from '../../../../src/learning/contract.ts'
import { get } from '../../api.ts'

/** What was said around a case; it does not change, but who disagrees about it does. */
export const contextOptions = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'context'],
    queryFn: ({ signal }) => get<CaseContext>(`/api/learning/cases/${encodeURIComponent(id)}/context`, {}, signal),
    staleTime: 60_000,
  })

export const useContext = (id: string) => useQuery(contextOptions(id))
