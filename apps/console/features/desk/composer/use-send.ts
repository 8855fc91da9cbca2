import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import type { Message, Part } from '../../../../../src/conversations/contract.ts'
import { newId } from '../../../../kit/realtime.ts'
import { ApiError, post } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { usePreferences } from '../../../preferences.ts'
import { addMessage } from '../../../realtime/apply-event.ts'
import { useSession } from '../../../session.tsx'
import { reportSent } from '../assist/inserted.ts'
import type { ShownMessage } from '../types.ts'
import { dropOutgoing, failOutgoing, putOutgoing } from './outbox.ts'

/** Sends a reply or a note: on screen at once, marked when it failed, sent again under the same id. */
export function useSend(conversationId: string) {
  const client = useQueryClient()
  const { user } = useSession()
  const { locale } = usePreferences()
  const { message: toast } = App.useApp()
  const errorText = useErrorText()
  const name = locale === 'en' ? user.nameEn || user.name : user.name

  const deliver = useCallback(
    async (clientId: string, parts: Part[], internal: boolean, mentions: string[] = []) => {
      putOutgoing({ conversationId, clientId, parts, internal, author: { id: user.id, name } })
      try {
        const { message } = await post<{ message: Message }>(
          `/api/conversations/${conversationId}/messages`,
          { clientId, parts, internal, mentions },
          clientId,
        )
        addMessage(client, message)
        if (!internal)
          reportSent(conversationId, parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n'))
        dropOutgoing(conversationId, clientId)
      } catch (error) {
        failOutgoing(conversationId, clientId)
        if (!(error instanceof ApiError && error.code === 'network')) toast.error(errorText(error))
      }
    },
    [client, conversationId, user.id, name, toast, errorText],
  )
  const send = useCallback(
    (parts: Part[], internal: boolean, mentions: string[] = []) => deliver(newId(), parts, internal, mentions),
    [deliver],
  )
  const resend = useCallback(
    (message: ShownMessage) => deliver(message.clientId ?? newId(), message.parts, message.internal),
    [deliver],
  )
  return { send, resend }
}
