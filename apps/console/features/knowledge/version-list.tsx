import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import type { Versions } from './use-versions.ts'
import styles from './versions.module.css'

/** Saves, newest first; choosing one shows what it changed. */
export function VersionList({ versions }: { versions: Versions }) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const nameOf = useActorName()
  const { pages, to } = versions
  const live = pages.items
    .filter(({ publishedAt }) => publishedAt)
    .toSorted((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? ''))[0]
  return (
    <ol className={styles.list} aria-label={t('knowledge:versions.title')}>
      {pages.items.map((version) => (
        <li key={version.number}>
          <button
            type="button"
            className={`${styles.version} ${version.number === to?.number ? styles.shown : ''}`}
            aria-pressed={version.number === to?.number}
            onClick={() => versions.show(version.number)}
          >
            <span className={styles.number}>{t('knowledge:version', { version: version.number })}</span>
            {version.number === live?.number && <StatusMark tone="good">{t('knowledge:versions.live')}</StatusMark>}
            {version.number !== live?.number && version.publishedAt && <Word>{t('knowledge:versions.was')}</Word>}
            <span className={styles.by}>
              {nameOf(version.author)} · <RelativeTime at={version.at} /> ·{' '}
              {t(`knowledge:versions.origin.${version.origin}`)}
            </span>
            {version.note && <span className={styles.note}>{version.note}</span>}
          </button>
        </li>
      ))}
      {pages.hasMore && (
        <li>
          <Button type="link" size="small" loading={pages.isLoadingMore} onClick={pages.loadMore}>
            {t('lists:more', { count: pages.items.length })}
          </Button>
        </li>
      )}
    </ol>
  )
}
