import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Customer } from '../../../../src/customers/contract.ts'
import { get, type Page } from '../../api.ts'
import { useSettled } from '../../components/list/use-settled.ts'

/** Customers that fit the typed text, the chosen one always among them. */
export function useCustomerSearch(text: string, chosen: string | undefined) {
  const q = useSettled(text.trim())
  const query = useQuery({
    queryKey: ['customers', 'search', q],
    queryFn: ({ signal }) => get<Page<Customer>>('/api/customers', { q, limit: 20 }, signal),
    placeholderData: keepPreviousData,
  })
  const found = query.data?.items ?? []
  const missing = chosen !== undefined && query.data !== undefined && !found.some((one) => one.id === chosen)
  const own = useQuery({
    queryKey: ['customers', 'one', chosen],
    queryFn: ({ signal }) => get<Customer>(`/api/customers/${encodeURIComponent(chosen ?? '')}`, {}, signal),
    enabled: missing,
  })
  const all = missing && own.data ? [own.data, ...found] : found
  const options = all.map((one) => ({
    value: one.id,
    label: one.externalId ? `${one.name} · ${one.externalId}` : one.name,
  }))
  return { options, searching: query.isFetching }
}
