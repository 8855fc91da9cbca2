import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from '../../api.ts'

type Counts = { open: number; days: { day: string; gathered: number; labelled: number; dismissed: number }[] }

/** How many cases are open, and what the team did today. */
export function useCounts() {
  return useQuery({
    queryKey: ['learning-counts'],
    queryFn: ({ signal }) => get<Counts>('/api/learning/counts', { days: 1 }, signal),
    placeholderData: keepPreviousData,
  })
}
