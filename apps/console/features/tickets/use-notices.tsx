import { App, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLive } from '../../realtime/realtime.tsx'

type Notice = { ticketId: string; number: number; title: string; why: string }

/** Shows what a rule asks this person to look at, on whatever page he is. */
export function useTicketNotices(): void {
  const { t } = useTranslation('tickets')
  const { onEvent } = useLive()
  const { notification } = App.useApp()
  const navigate = useNavigate()
  useEffect(
    () =>
      onEvent(({ kind, payload }) => {
        if (kind !== 'ticket.notice') return
        const { ticketId, number, title, why } = payload as Notice
        // One at a time: the latest takes the place of the one before, so that nothing covers the desk.
        const key = 'ticket-notice'
        const open = () => {
          notification.destroy(key)
          void navigate(`/tickets/${ticketId}`)
        }
        notification.warning({
          key,
          duration: 12,
          placement: 'bottomRight',
          title: t('notice.title', { number, why }),
          description: title,
          actions: (
            <Button size="small" onClick={open}>
              {t('notice.open')}
            </Button>
          ),
        })
      }),
    [onEvent, notification, navigate, t],
  )
}
