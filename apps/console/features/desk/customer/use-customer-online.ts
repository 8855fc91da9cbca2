import { skipToken, useQuery } from '@tanstack/react-query'
import { onlineKey } from '../../../realtime/query-keys.ts'

/** Whether the customer has a window open right now; undefined until the live connection has told. */
export function useCustomerOnline(customerId: string): boolean | undefined {
  return useQuery<boolean>({
    queryKey: onlineKey(customerId),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  }).data
}
