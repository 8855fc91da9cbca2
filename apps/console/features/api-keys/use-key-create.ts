import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiKeyView, Permission } from '../../../../src/team/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

export function useKeyCreate() {
  const { failed } = useTold()
  const client = useQueryClient()
  const create = useMutation({
    retry: false,
    // The clear key lives in this dialog only, never in the query cache.
    gcTime: 0,
    mutationFn: (input: { name: string; permissions: Permission[] }) =>
      post<ApiKeyView & { key: string }>('/api/api-keys', input),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
    onError: failed,
  })
  return { key: create.data?.key ?? null, busy: create.isPending, save: create.mutate }
}
