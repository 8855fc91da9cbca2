import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api.ts'
import styles from './states.module.css'
import { useErrorText } from './use-error-text.ts'

/** Says what went wrong, with the code for whoever is asked for help, and one button that goes on. */
export function Problem({
  error,
  onRetry,
  page = false,
  action,
}: {
  error: unknown
  onRetry?: () => void
  page?: boolean
  action?: string
}) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const code = error instanceof ApiError ? error.code : 'unexpected'
  return (
    <div className={page ? styles.page : styles.state} role="alert">
      <div className={styles.stateTitle}>{errorText(error)}</div>
      <code className={styles.code}>{code}</code>
      {onRetry && (
        <Button type="primary" onClick={onRetry}>
          {action ?? t('problem.retry')}
        </Button>
      )}
    </div>
  )
}
