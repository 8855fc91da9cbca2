import { App, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Alert, AlertChange } from '../../../../src/emotion/alerts/contract.ts'
import { useLive } from '../../realtime/realtime.tsx'
import { useSession } from '../../session.tsx'
import { useTell } from '../desk/use-tell.ts'
import { useWarningText } from './use-warning-text.ts'

const LOUD: readonly AlertChange[] = ['worsened', 'escalated', 'woken']

/** On every page of whoever acts on alerts: a new one shows itself at once, and goes when somebody has it. */
export function useAlertWatch(): void {
  const { t } = useTranslation('alerts')
  const { may, user } = useSession()
  const { onEvent } = useLive()
  const { notification } = App.useApp()
  const tell = useTell()
  const navigate = useNavigate()
  const warningText = useWarningText()
  const watching = may('alerts.act')

  useEffect(() => {
    if (!watching) return
    return onEvent((event) => {
      if (event.kind !== 'alert.raised' && event.kind !== 'alert.changed') return
      const { alert, what, to } = event.payload as { alert: Alert; what?: AlertChange; to?: string[] }
      // Escalated to others by name: theirs to hear of.
      if (to?.length && !to.includes(user.id)) return
      const loud = event.kind === 'alert.raised' || (what !== undefined && LOUD.includes(what))
      if (!loud) {
        notification.destroy(alert.id)
        return
      }
      const title = t(what === 'escalated' ? 'toast.escalated' : 'toast.raised', {
        name: alert.customerName || t('visitor'),
      })
      tell('alarm', title, warningText(alert.warning), `/alerts/${alert.id}`)
      notification[alert.severity === 'critical' ? 'error' : 'warning']({
        key: alert.id,
        title,
        description: warningText(alert.warning),
        duration: to ? 0 : 12,
        placement: 'bottomRight',
        actions: (
          <Button
            size="small"
            type="primary"
            onClick={() => {
              notification.destroy(alert.id)
              void navigate(`/alerts/${alert.id}`)
            }}
          >
            {t('toast.open')}
          </Button>
        ),
      })
    })
  }, [watching, onEvent, notification, tell, navigate, t, warningText, user.id])
}
