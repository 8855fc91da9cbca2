import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { intentSummary } from '../../../../../src/understanding/models/contract.ts'
import { get, type Page } from '../../../api.ts'

export type IntentSummary = z.infer<typeof intentSummary>

/** Every intent with the number of its examples; there are hundreds at most. */
export const useIntents = () => useQuery({ queryKey: ['intent-list'], queryFn: ({ signal }) => loadAll(signal) })

async function loadAll(signal: AbortSignal): Promise<IntentSummary[]> {
  const found: IntentSummary[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<IntentSummary> = await get<Page<IntentSummary>>('/api/intents', { limit: 100, cursor }, signal)
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
