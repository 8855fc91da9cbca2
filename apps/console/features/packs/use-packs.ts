import { useQuery } from '@tanstack/react-query'
import type { PackDetail, PackSummary } from '../../../../src/packs/contract.ts'
import { get } from '../../api.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'

type PackList = { items: PackSummary[]; training: boolean }

/** All packs, asked for again while the model is being trained on them. */
export function usePacks() {
  useRenewal('pack.', 'packs')
  return useQuery({
    queryKey: ['packs'],
    queryFn: ({ signal }) => get<PackList>('/api/packs', {}, signal),
    refetchInterval: (query) => (query.state.data?.training ? 1500 : false),
  })
}

export const usePack = (id: string) =>
  useQuery({ queryKey: ['packs', id], queryFn: ({ signal }) => get<PackDetail>(`/api/packs/${id}`, {}, signal) })
