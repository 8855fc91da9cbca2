import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { IntentExample } from '../../../../../src/understanding/models/contract.ts'
import { patch, post, remove } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'

type NewExample = Pick<IntentExample, 'language' | 'text'>

/** What can be done with the examples of an intent; all of it counts from the next training on. */
export function useExampleActs(intentId: string) {
  const { t } = useTranslation('models')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const path = `/api/intents/${encodeURIComponent(intentId)}/examples`
  const pathOf = ({ id }: { id: string }) => `${path}/${encodeURIComponent(id)}`
  const renew = () =>
    Promise.all([['examples'], ['intent-list']].map((queryKey) => client.invalidateQueries({ queryKey })))
  const common = { retry: false, onError: failed } as const
  const add = useMutation({
    ...common,
    mutationFn: (example: NewExample) => post<IntentExample>(path, example),
    onSuccess: () => {
      done(t('example.added'))
      return renew()
    },
  })
  const turn = useMutation({
    ...common,
    mutationFn: (example: IntentExample) => patch<IntentExample>(pathOf(example), { active: !example.active }),
    onSuccess: renew,
  })
  const drop = useMutation({
    ...common,
    mutationFn: (example: IntentExample) => remove(pathOf(example)),
    onSuccess: (_, { language, text }) => {
      done(t('example.removed'), () => add.mutate({ language, text }))
      return renew()
    },
  })
  return { add, turn, drop }
}
export type ExampleActs = ReturnType<typeof useExampleActs>
