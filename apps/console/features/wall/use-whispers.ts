import { App } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLive } from '../../realtime/realtime.tsx'

const SHOWN_SECONDS = 12

/** On every page: what a supervisor says to me about a chat of mine, with the way to it. */
export function useWhispers(): void {
  const { t } = useTranslation('wall')
  const { notification } = App.useApp()
  const { onEvent } = useLive()
  const navigate = useNavigate()
  useEffect(
    () =>
      onEvent(({ kind, payload, conversationId, position }) => {
        if (kind !== 'whisper.sent') return
        const { from, text } = payload as { from: string; text: string }
        notification.info({
          key: position,
          title: t('whisperFrom', { name: from }),
          description: text,
          duration: SHOWN_SECONDS,
          onClick: () => {
            notification.destroy(position)
            void navigate(`/desk/${conversationId}`)
          },
        })
      }),
    [onEvent, notification, navigate, t],
  )
}
