import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type {
  Comparison,
  ModelVersion,
  modelVersionWithReport,
} from '../../../../../src/understanding/models/contract.ts'
import { get, type Page } from '../../../api.ts'

export type FullVersion = z.infer<typeof modelVersionWithReport>

/** One version with its report, and its comparison with the one that answers now. */
export function useVersion(id: string) {
  const path = `/api/models/${encodeURIComponent(id)}`
  const [asked, setAsked] = useState(false)
  const query = useQuery({ queryKey: ['model', id], queryFn: ({ signal }) => get<FullVersion>(path, {}, signal) })
  const kind = query.data?.kind
  const released = useQuery({
    queryKey: ['models', 'released', kind],
    queryFn: ({ signal }) => get<Page<ModelVersion>>('/api/models', { kind, limit: 100 }, signal),
    enabled: kind !== undefined,
    select: ({ items }) => items.find(({ status }) => status === 'released') ?? null,
  })
  const version = query.data
  const against = released.data && released.data.id !== id ? released.data : null
  const own = version?.report?.comparison ?? null
  const fresh = useQuery({
    queryKey: ['model', id, 'comparison', against?.id],
    queryFn: ({ signal }) => get<Comparison>(`${path}/comparison`, { against: against?.id }, signal),
    enabled: asked && against !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return {
    query,
    comparison: fresh.data ?? own,
    /** The version that answers now, when the report does not compare with it. */
    against: against && own?.against !== against.number && !fresh.data ? against : null,
    compare: () => setAsked(true),
    comparing: asked && fresh.isFetching,
    failed: fresh.error,
  }
}
