import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DryRun, RuleInput, RuleView } from '../../../../../src/tickets/rules/contract.ts'
import { post, put, remove } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'

export const rulesKey = ['ticket-rules']

/** Only what a rule is made of, not what the server knows about it. */
const bare = ({ name, nameEn, on, conditions, actions, active, position }: RuleInput): RuleInput => ({
  ...{ name, nameEn, on, conditions, actions, active, position },
})

/** Saving, deleting and trying out rules. */
export function useRules() {
  const { t } = useTranslation('tickets')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const renew = () => void client.invalidateQueries({ queryKey: rulesKey })
  const save = useMutation({
    retry: false,
    mutationFn: ({ known, input }: { known: RuleView | null; input: RuleInput }) =>
      known
        ? put<RuleView>(`/api/ticket-rules/${known.id}`, { ...bare(input), version: known.version })
        : post<RuleView>('/api/ticket-rules', bare(input)),
    onSuccess: () => {
      renew()
      done(t('rules.saved'))
    },
    onError: failed,
  })
  const drop = useMutation({
    retry: false,
    mutationFn: (id: string) => remove<unknown>(`/api/ticket-rules/${id}`),
    onSuccess: () => {
      renew()
      done(t('rules.deleted'))
    },
    onError: failed,
  })
  const dryRun = useMutation({
    retry: false,
    mutationFn: (rule: RuleInput) => post<DryRun>('/api/ticket-rules/dry-run', { rule: bare(rule), days: 7 }, null),
    onError: failed,
  })
  return { save, drop, dryRun }
}
