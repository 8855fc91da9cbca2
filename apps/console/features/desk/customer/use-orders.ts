import { useQuery } from '@tanstack/react-query'
import { get, type Page } from '../../../api.ts'
import { useSession } from '../../../session.tsx'
import type { Logistics, Order } from './orders.ts'

/** The customer's orders, newest first, as the company's system has them now. */
export function useOrders(customerId: string) {
  const { may } = useSession()
  return useQuery({
    queryKey: ['customer-orders', customerId],
    queryFn: async ({ signal }) => (await get<Page<Order>>(`/api/customers/${customerId}/orders`, {}, signal)).items,
    enabled: may('business.read'),
    staleTime: 30_000,
    retry: false,
  })
}

export function useLogistics(orderId: string, customerId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['logistics', orderId],
    queryFn: ({ signal }) => get<Logistics>(`/api/orders/${orderId}/logistics`, { customerId }, signal),
    enabled,
    staleTime: 60_000,
    retry: false,
  })
}
