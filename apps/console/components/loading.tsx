import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Mark } from './mark.tsx'
import styles from './states.module.css'

/** Grey lines where content will be; `page` shows the mark in the middle of the window instead. */
export function Loading({ page = false, rows = 4 }: { page?: boolean; rows?: number }) {
  const { t } = useTranslation()
  if (page) {
    return (
      <div className={styles.page} role="status" aria-label={t('loading')}>
        <Mark size={40} breathing />
      </div>
    )
  }
  return (
    <div className={styles.lines} role="status" aria-label={t('loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}
