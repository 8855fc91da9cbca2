import { App, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { usePreferences } from '../../preferences.ts'
import { useLive } from '../../realtime/realtime.tsx'
import { useTell } from '../desk/use-tell.ts'
import { ticketTitle } from './ticket-title.ts'

type Notice = { ticketId: string; number: number; title: string; titleEn: string; why: string; whyEn: string }

/** Shows what a rule asks this person to look at, on whatever page he is. */
export function useTicketNotices(): void {
  const { t } = useTranslation('tickets')
  const { onEvent } = useLive()
  const { notification } = App.useApp()
  const navigate = useNavigate()
  const tell = useTell()
  const { locale } = usePreferences()
  useEffect(
    () =>
      onEvent(({ kind, payload }) => {
        if (kind !== 'ticket.notice') return
        const notice = payload as Notice
        const { ticketId, number } = notice
        const why = (locale === 'en' && notice.whyEn) || notice.why
        // One at a time: the latest takes the place of the one before, so that nothing covers the desk.
        const key = 'ticket-notice'
        const open = () => {
          notification.destroy(key)
          void navigate(`/tickets/${ticketId}`)
        }
        const title = t('notice.title', { number, why })
        tell('ticket', title, ticketTitle(notice, locale), `/tickets/${ticketId}`)
        notification.warning({
          key,
          duration: 12,
          placement: 'bottomRight',
          title,
          description: ticketTitle(notice, locale),
          actions: (
            <Button size="small" onClick={open}>
              {t('notice.open')}
            </Button>
          ),
        })
      }),
    [onEvent, notification, navigate, tell, t, locale],
  )
}
