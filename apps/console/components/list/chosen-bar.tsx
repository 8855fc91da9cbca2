import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './chosen-bar.module.css'

type Props = {
  /** How many are ticked, in words. */
  count: string
  busy: boolean
  onClear: () => void
  /** Which of them did not take part, and why; `refusedCount` says how many in words. */
  refused: readonly { id: string; name: string; message: string }[]
  refusedCount: string
  onForget: () => void
  children: ReactNode
}

/** What can be done with all ticked lines at once, and which of them refused and why. */
export function ChosenBar({ count, busy, onClear, refused, refusedCount, onForget, children }: Props) {
  const { t } = useTranslation('lists')
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('chosen.label')}>
      <div className={styles.line}>
        <strong>{count}</strong>
        {children}
        <Button size="small" type="text" onClick={onClear} loading={busy}>
          {t('chosen.none')}
        </Button>
      </div>
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          closable={{ onClose: onForget }}
          title={refusedCount}
          description={
            <ul className={styles.refused}>
              {refused.map(({ id, name, message }) => (
                <li key={id}>
                  <b>{name}</b> {message}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  )
}
