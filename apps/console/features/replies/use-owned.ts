import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { post, put, remove as removeAt } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

type Owned<I> = {
  /** Where things of the kind are kept, and the id of this one; null for a new one. */
  path: string
  id: string | null
  /** Lists that show them. */
  keys: readonly string[]
  /** What brings it back after it was deleted, and what is said of that. */
  again: I | null
  removed: string
  onClose: () => void
}

/** Saving and deleting something of one's own; what was deleted can be brought back for a moment. */
export function useOwned<I extends object>({ path, id, keys, again, removed, onClose }: Owned<I>) {
  const { t } = useTranslation('replies')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const renew = () => {
    for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
  }
  const save = useMutation({
    retry: false,
    mutationFn: (input: I) => (id ? put(`${path}/${id}`, input) : post(path, input)),
    onSuccess: () => {
      renew()
      done(t('saved'))
      onClose()
    },
    onError: failed,
  })
  const remove = useMutation({
    retry: false,
    mutationFn: () => removeAt(`${path}/${id}`),
    onSuccess: () => {
      renew()
      done(removed, () => void post(path, again).then(renew, failed))
      onClose()
    },
    onError: failed,
  })
  return { busy: save.isPending, save: save.mutate, remove: () => remove.mutate() }
}
