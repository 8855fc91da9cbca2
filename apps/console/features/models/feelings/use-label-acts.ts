import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EmotionLabel, LabelImport, Labelled } from '../../../../../src/understanding/models/labels/contract.ts'
import { patch, post, remove, upload } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'

export const LABELS = '/api/emotion-labels'
export type NewLabel = Pick<EmotionLabel, 'text' | 'label' | 'level'>

/** What can be done with labelled sentences; all of it counts from the next training on. */
export function useLabelActs() {
  const { t } = useTranslation('models')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const pathOf = ({ id }: { id: string }) => `${LABELS}/${encodeURIComponent(id)}`
  const renew = () => client.invalidateQueries({ queryKey: ['emotion-labels'] })
  const common = { retry: false, onError: failed } as const
  const add = useMutation({
    ...common,
    mutationFn: ({ text, label, level }: NewLabel) => post<Labelled>(LABELS, { text, label, level }),
    onSuccess: ({ before }) => {
      done(t(before ? 'feeling.replaced' : 'feeling.added'))
      return renew()
    },
  })
  const change = useMutation({
    ...common,
    mutationFn: ({ id, label, level }: Pick<EmotionLabel, 'id' | 'label' | 'level'>) =>
      patch<Labelled>(pathOf({ id }), { label, level }),
    onSuccess: ({ before }) => {
      done(t('feeling.changed'), before ? () => change.mutate(before) : undefined)
      return renew()
    },
  })
  const drop = useMutation({
    ...common,
    mutationFn: (label: EmotionLabel) => remove(pathOf(label)),
    onSuccess: (_, label) => {
      done(t('feeling.removed'), () => add.mutate(label))
      return renew()
    },
  })
  const take = useMutation({
    ...common,
    mutationFn: (file: File) => upload<LabelImport>(`${LABELS}/import`, file, file.name, () => undefined),
    onSuccess: renew,
  })
  return { add, change, drop, take }
}
export type LabelActs = ReturnType<typeof useLabelActs>
