import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { Macro } from '../../../../../src/desk/macros/contract.ts'
import { get, type Page, post } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { headKey, queueKey } from '../../../realtime/query-keys.ts'
import { useUndoable } from '../actions/use-undoable.tsx'

/** The team's macros and one's own. */
export function useMacros(): readonly Macro[] {
  const query = useQuery({
    queryKey: ['macros'],
    queryFn: ({ signal }) => get<Page<Macro>>('/api/macros', {}, signal),
    staleTime: 300_000,
  })
  return query.data?.items ?? NONE
}
const NONE: readonly Macro[] = []

/** Does a macro in this chat after a moment in which it can be taken back. */
export function useRunMacro(conversation: Conversation): (macro: Macro) => void {
  const { t } = useTranslation('desk')
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const undoable = useUndoable()
  const { id, customerName } = conversation
  return useCallback(
    (macro) => {
      const run = async () => {
        try {
          await post(`/api/conversations/${id}/macro`, { macroId: macro.id })
        } catch (error) {
          message.error(errorText(error))
        }
        await client.invalidateQueries({ queryKey: headKey(id) })
        await client.invalidateQueries({ queryKey: queueKey })
      }
      undoable(t('macro.running', { macro: macro.name, name: customerName }), run, () => undefined)
    },
    [id, customerName, client, message, errorText, undoable, t],
  )
}
