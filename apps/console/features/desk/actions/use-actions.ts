import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { TransferInput } from '../../../../../src/desk/contract.ts'
import { post } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { headKey, type QueueAnswer, queueKey } from '../../../realtime/query-keys.ts'
import { useUndoable } from './use-undoable.tsx'

export type CloseInput = { reason: string; note: string }

/** What can be done with a conversation as a whole. Closing and giving back to the bot can be undone for a moment. */
export function useActions(conversation: Conversation, onGone: () => void) {
  const { t } = useTranslation('desk')
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const undoable = useUndoable()
  const path = `/api/conversations/${conversation.id}`
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: queueKey })
    await client.invalidateQueries({ queryKey: headKey(conversation.id) })
  }
  const transfer = useMutation({
    mutationFn: (input: TransferInput) => post(`${path}/transfer`, input),
    onSuccess: () => {
      message.success(t('transfer.done'))
      onGone()
    },
    onSettled: refresh,
  })
  const run = async (verb: 'close' | 'return-to-bot', input: object) => {
    try {
      await post(`${path}/${verb}`, input)
    } catch (error) {
      message.error(errorText(error))
    }
    await refresh()
  }
  /** Leaves the list at once, comes back when undone. */
  const later = (text: string, verb: 'close' | 'return-to-bot', input: object) => {
    client.setQueryData<QueueAnswer>(
      queueKey,
      (queue) => queue && { ...queue, mine: queue.mine.filter(({ id }) => id !== conversation.id) },
    )
    undoable(text, () => run(verb, input), refresh)
    onGone()
  }
  return {
    transfer,
    close: (input: CloseInput) => later(t('close.done', { name: conversation.customerName }), 'close', input),
    returnToBot: () => later(t('return.done', { name: conversation.customerName }), 'return-to-bot', {}),
  }
}
