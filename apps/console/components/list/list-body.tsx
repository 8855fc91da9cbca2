import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../empty.tsx'
import { Loading } from '../loading.tsx'
import { Problem } from '../problem.tsx'
import styles from './list.module.css'
import { useNearEnd } from './use-near-end.ts'
import type { Pages } from './use-pages.ts'

/** The frame of a list with all its states: loading, failed, nothing yet, nothing found, more to come. */
export function ListBody<T>({ pages, filtered, onClear, empty, children, flat = false }: ListBodyProps<T>) {
  const { t } = useTranslation('lists')
  const card = flat ? styles.flat : styles.card
  const end = useNearEnd(pages.hasMore && !pages.isLoadingMore && !pages.error, pages.loadMore)
  if (pages.isPending) {
    return (
      <div className={card}>
        <Loading rows={8} />
      </div>
    )
  }
  if (pages.isError) {
    return (
      <div className={card}>
        <Problem error={pages.error} onRetry={pages.retry} />
      </div>
    )
  }
  if (pages.items.length === 0) {
    return (
      <div className={card}>
        {filtered ? (
          <Empty title={t('nothing')} hint={t('nothingHint')}>
            <Button onClick={onClear}>{t('clear')}</Button>
          </Empty>
        ) : (
          empty
        )}
      </div>
    )
  }
  return (
    <div className={pages.isStale ? `${card} ${styles.stale}` : card} aria-busy={pages.isStale}>
      {children}
      <footer className={styles.foot} ref={end}>
        {pages.error ? (
          <Button type="link" size="small" onClick={pages.retry}>
            {t('moreFailed')}
          </Button>
        ) : pages.hasMore ? (
          <Button type="link" size="small" loading={pages.isLoadingMore} onClick={pages.loadMore}>
            {t('more', { count: pages.items.length })}
          </Button>
        ) : (
          <span>{t('all', { count: pages.items.length })}</span>
        )}
      </footer>
    </div>
  )
}

type ListBodyProps<T> = {
  pages: Pages<T>
  filtered: boolean
  onClear: () => void
  empty: ReactNode
  children: ReactNode
  /** Already inside a card. */
  flat?: boolean
}
