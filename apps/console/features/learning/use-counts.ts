import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ModelKind } from '../../../../src/understanding/models/contract.ts'
import { get } from '../../api.ts'

type Counts = { open: number; days: { day: string; gathered: number; labelled: number; dismissed: number }[] }

/** How many cases of a kind are open, and what the team did today. */
export function useCounts(kind: ModelKind) {
  return useQuery({
    queryKey: ['learning-counts', kind],
    queryFn: ({ signal }) => get<Counts>('/api/learning/counts', { kind, days: 1 }, signal),
    placeholderData: keepPreviousData,
  })
}
