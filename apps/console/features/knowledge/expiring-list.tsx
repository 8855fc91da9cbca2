import { useTranslation } from 'react-i18next'
import type { ExpiringArticle } from '../../../../src/knowledge/workflow/contract.ts'
import { formatDay } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './knowledge.module.css'
import { useCategoryName } from './use-category-name.ts'
import { useDepartments } from './use-departments.ts'

const TONES: Record<ExpiringArticle['stage'], Tone> = { '14-days': 'quiet', '3-days': 'person', expired: 'risk' }

/** Published articles that end within two weeks or have ended, soonest first. */
export function ExpiringList() {
  const { t } = useTranslation('knowledge')
  const pages = usePages<ExpiringArticle>('articles', '/api/knowledge/expiring')
  const columns = useExpiringColumns()
  return (
    <ListBody
      pages={pages}
      filtered={false}
      onClear={() => undefined}
      empty={<Empty title={t('expiring.empty')} hint={t('expiring.emptyHint')} />}
    >
      <RecordTable
        label={t('status.expiring')}
        columns={columns}
        rows={pages.items}
        to={(article) => `/knowledge/${encodeURIComponent(article.id)}`}
      />
    </ListBody>
  )
}

function useExpiringColumns(): Column<ExpiringArticle>[] {
  const { t } = useTranslation('knowledge')
  const { locale } = usePreferences()
  const categoryName = useCategoryName()
  const { nameOf } = useDepartments()
  return [
    {
      key: 'title',
      title: t('field.title'),
      cell: (article) => (
        <span className={styles.titleCell}>
          <span className={styles.title}>{article.title}</span>
          <span className={styles.under}>
            {[categoryName(article.category), nameOf(article.departmentId)].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'stage',
      title: t('field.status'),
      width: 130,
      cell: (article) => <StatusMark tone={TONES[article.stage]}>{t(`expiring.${article.stage}`)}</StatusMark>,
    },
    {
      key: 'until',
      title: t('field.validUntil'),
      width: 180,
      cell: (article) => (
        <span className={styles.quiet}>
          {formatDay(article.validUntil, locale)} · <RelativeTime at={article.validUntil} />
        </span>
      ),
    },
  ]
}
