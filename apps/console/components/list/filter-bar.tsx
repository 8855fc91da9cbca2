import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './list.module.css'

/** One line of filters above a list; what is on the right (counts, export) goes to `end`. */
export function FilterBar({
  children,
  active,
  onClear,
  end,
}: {
  children: ReactNode
  active: boolean
  onClear: () => void
  end?: ReactNode
}) {
  const { t } = useTranslation('lists')
  return (
    <search className={styles.bar}>
      {children}
      {active && (
        <Button type="text" size="small" onClick={onClear} className={styles.clear}>
          {t('clear')}
        </Button>
      )}
      {end && <div className={styles.barEnd}>{end}</div>}
    </search>
  )
}
