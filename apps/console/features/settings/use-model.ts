import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LlmUses } from '../../../../src/engines/llm/contract.ts'
import { get } from '../../api.ts'

const KEY = ['llm-uses']
const RENEW_MS = 60_000

/** Whether the language model helps with something now; `offered` is false where none is set up for it. */
export function useModel(use: keyof LlmUses) {
  const { t } = useTranslation('settings')
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<LlmUses>('/api/llm/uses', {}, signal),
    staleTime: RENEW_MS,
  })
  const state = data?.[use] ?? 'off'
  return {
    offered: state !== 'off',
    ready: state === 'ready',
    /** Why it does not help now; empty when it does. */
    why: state === 'paused' || state === 'budget-spent' ? t(`llm.helps.${state}`) : '',
    renew: () => client.invalidateQueries({ queryKey: KEY }),
  }
}
