import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { ALERT_KINDS, changePreferences, readPreferences, usePreferences } from '../../preferences.ts'
import { endPush, pushPossible, renewPush, tryPush } from '../../push/subscription.ts'
import styles from './account.module.css'

const NIGHT = { from: '20:00', to: '08:00' }

/** News with the console closed, by the browser's own push service. */
export function Push() {
  const { t } = useTranslation('account')
  const { message } = App.useApp()
  const errorText = useErrorText()
  const { push } = usePreferences()
  const possible = pushPossible()
  const turn = useMutation({
    mutationFn: turnPush,
    onError: (error) => changePreferences({ push: { ...push, on: error.message === 'denied' ? false : push.on } }),
  })
  const attempt = useMutation({
    mutationFn: tryPush,
    onSuccess: () => message.success(t('push.tested')),
    onError: (error) => message.error(errorText(error)),
  })
  const setQuiet = (quiet: typeof push.quiet) => changePreferences({ push: { ...push, quiet } })
  return (
    <div className={styles.push}>
      <div className={styles.pushHead}>
        <span id="push-label">{t('push.label')}</span>
        <Switch
          size="small"
          checked={push.on}
          disabled={!possible}
          loading={turn.isPending}
          aria-labelledby="push-label"
          onChange={(on) => turn.mutate(on)}
        />
      </div>
      <p className={styles.quiet}>{possible ? t('push.hint') : t('push.impossible')}</p>
      {turn.isError && (
        <Alert
          showIcon
          type="warning"
          className={styles.alert ?? ''}
          title={
            turn.error instanceof ApiError
              ? errorText(turn.error)
              : t(turn.error.message === 'denied' ? 'alerts.denied' : 'push.refused')
          }
        />
      )}
      {push.on && possible && (
        <div className={styles.pushRow}>
          <Switch
            size="small"
            checked={push.quiet !== null}
            aria-labelledby="push-quiet"
            onChange={(wanted) => setQuiet(wanted ? NIGHT : null)}
          />
          <span id="push-quiet">{t('push.quiet')}</span>
          {push.quiet && (
            <>
              <Input
                type="time"
                value={push.quiet.from}
                aria-label={t('push.from')}
                onChange={({ target }) => target.value && setQuiet({ ...push.quiet!, from: target.value })}
              />
              {'–'}
              <Input
                type="time"
                value={push.quiet.to}
                aria-label={t('push.to')}
                onChange={({ target }) => target.value && setQuiet({ ...push.quiet!, to: target.value })}
              />
            </>
          )}
          <Button size="small" loading={attempt.isPending} onClick={() => attempt.mutate()}>
            {t('push.test')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Asks the person once, then the push service, then tells the server. Throws `denied`, or what went wrong on the way. */
async function turnPush(on: boolean): Promise<void> {
  const { alerts, push } = readPreferences()
  if (!on) {
    await endPush()
    changePreferences({ push: { ...push, on } })
    return
  }
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied')
  const chosen = ALERT_KINDS.some((kind) => alerts[kind].desktop)
  // Whoever wants to be told, but never said of what, hears of what is meant for him.
  const desktop = (kind: (typeof ALERT_KINDS)[number]) => ({ ...alerts[kind], desktop: true })
  if (!chosen)
    changePreferences({
      alerts: { ...alerts, mention: desktop('mention'), alarm: desktop('alarm'), ticket: desktop('ticket') },
    })
  try {
    await renewPush()
    changePreferences({ push: { ...push, on } })
  } catch (error) {
    changePreferences({ alerts })
    throw error
  }
}
