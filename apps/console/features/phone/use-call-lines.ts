import { useQuery } from '@tanstack/react-query'
import type { OutboundLine } from '../../../../src/outbound/contract.ts'
import { get, type Page } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'

/** Lines that can be called over, and the one that is called over unless another is chosen: the last one, else the first. */
export function useCallLines(enabled: boolean) {
  const { callLine } = usePreferences()
  const query = useQuery({
    queryKey: ['call-lines'],
    queryFn: ({ signal }) => get<Page<OutboundLine>>('/api/call-lines', {}, signal),
    staleTime: 60_000,
    enabled,
  })
  const lines = query.data?.items ?? []
  return { lines, line: lines.find(({ id }) => id === callLine) ?? lines[0] ?? null }
}
