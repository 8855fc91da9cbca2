import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail, CustomerPatch } from '../../../../src/customers/contract.ts'
import { get, patch } from '../../api.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'

/** One customer; changes show at once and can be undone. */
export function useCustomer(id: string) {
  const { t } = useTranslation('customers')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const key = ['customers', 'one', id] as const
  const path = `/api/customers/${encodeURIComponent(id)}`
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => get<CustomerDetail>(path, {}, signal) })
  useRenewal('customer.', 'customers')

  const change = useMutation({
    retry: false,
    mutationFn: ({ wanted }: { wanted: CustomerPatch; undoes?: boolean }) => patch<CustomerDetail>(path, wanted),
    onMutate: async ({ wanted }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<CustomerDetail>(key)
      client.setQueryData<CustomerDetail>(key, (old) => old && { ...old, ...shown(old, wanted) })
      return { before }
    },
    onSuccess: (saved, { wanted, undoes }, kept) => {
      client.setQueryData(key, saved)
      void client.invalidateQueries({ queryKey: ['customers', 'pages'] })
      void client.invalidateQueries({ queryKey: ['customer', id] })
      const before = kept?.before
      if (!before || undoes) return
      done(t('changed'), () => change.mutate({ wanted: previous(before, wanted), undoes: true }))
    },
    onError: (error, _, kept) => {
      if (kept?.before) client.setQueryData(key, kept.before)
      failed(error)
    },
  })
  return { query, change: (wanted: CustomerPatch) => change.mutate({ wanted }) }
}
export type CustomerWork = ReturnType<typeof useCustomer>

/** How the change will look once it is saved. */
function shown(old: CustomerDetail, { tags, ...rest }: CustomerPatch): Partial<CustomerDetail> {
  if (!tags) return rest
  const at = new Date().toISOString()
  const known = new Map(old.tags.map((tag) => [tag.tag, tag]))
  return {
    ...rest,
    tags: tags.map(({ tag, reason }) => ({
      ...(known.get(tag) ?? { tag, source: 'manual' as const, reason: '', at }),
      ...(reason === undefined ? {} : { reason }),
    })),
  }
}

function previous(before: CustomerDetail, wanted: CustomerPatch): CustomerPatch {
  return {
    ...(wanted.tags ? { tags: before.tags.map(({ tag, reason }) => ({ tag, reason })) } : {}),
    ...(wanted.elderly === undefined ? {} : { elderly: before.elderly }),
    ...(wanted.language ? { language: before.language } : {}),
  }
}
