import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TransferReport } from '../../../../src/desk/transfers/contract.ts'
import { get, put } from '../../api.ts'

const KEY = ['transfer-report']

/** How right the hand-overs of the last ninety days were. */
export function useTransfers(wanted: boolean) {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<TransferReport>('/api/transfer-report', { days: 90 }, signal),
    enabled: wanted,
    staleTime: 60_000,
  })
}

/** Sets the threshold of an intent; null takes the usual one. */
export function useSetThreshold(told: { done: () => void; failed: (error: unknown) => void }) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ intent, threshold }: { intent: string; threshold: number | null }) =>
      put(`/api/intent-thresholds/${encodeURIComponent(intent)}`, { threshold }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEY })
      told.done()
    },
    onError: told.failed,
  })
}
