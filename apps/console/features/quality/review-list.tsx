import { SafetyOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../../src/desk/quality/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { Page } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './quality.module.css'
import { QualityHead } from './quality-head.tsx'

const STATUSES = ['waiting', 'done', 'appealed', 'settled'] as const
const TONES: Record<Review['status'], Tone> = { waiting: 'person', done: 'good', appealed: 'risk', settled: 'quiet' }

/** What is to be inspected and what was; an agent sees his own results. */
export function ReviewList() {
  const { t } = useTranslation('quality')
  const { may } = useSession()
  const reads = may('quality.read')
  const { options } = useColleagues()
  const { values, set, clear, active } = useFilters(['status', 'agent'])
  const pages = usePages<Review>('reviews', '/api/quality/reviews', values)
  const columns = useColumns(reads)
  return (
    <Page>
      <QualityHead hint={reads ? t('hint') : t('hintMine')} />
      <FilterBar active={active} onClear={clear}>
        <ChoiceFilter
          name={t('field.status')}
          value={values.status}
          options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={(status) => set({ status })}
        />
        {reads && (
          <ChoiceFilter
            name={t('field.agent')}
            value={values.agent}
            options={options}
            onChange={(agent) => set({ agent })}
            search
          />
        )}
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={active}
        onClear={clear}
        empty={
          <Empty
            icon={<SafetyOutlined aria-hidden />}
            title={reads ? t('empty') : t('emptyMine')}
            hint={reads ? t('emptyHint') : t('emptyMineHint')}
          />
        }
      >
        <RecordTable label={t('title')} columns={columns} rows={pages.items} to={(one) => `/quality/${one.id}`} />
      </ListBody>
    </Page>
  )
}

function useColumns(reads: boolean): Column<Review>[] {
  const { t } = useTranslation('quality')
  const { locale } = usePreferences()
  const agent: Column<Review> = {
    key: 'agent',
    title: t('field.agent'),
    width: 120,
    cell: (one) => (locale === 'en' && one.agentNameEn) || one.agentName,
  }
  return [
    {
      key: 'what',
      title: t('field.conversation'),
      cell: (one) => (
        <span className={styles.what}>
          <strong>{one.customerName}</strong> {one.subject}
        </span>
      ),
    },
    ...(reads ? [agent] : []),
    {
      key: 'why',
      title: t('field.why'),
      wideOnly: true,
      cell: (one) =>
        (one.why === 'rule' && ((locale === 'en' && one.ruleNameEn) || one.ruleName)) || t(`why.${one.why}`),
    },
    {
      key: 'status',
      title: t('field.status'),
      width: 110,
      cell: (one) => <StatusMark tone={TONES[one.status]}>{t(`status.${one.status}`)}</StatusMark>,
    },
    {
      key: 'total',
      title: t('field.total'),
      width: 90,
      align: 'right',
      cell: (one) =>
        one.total === null ? '–' : <span className={one.passed ? styles.passed : styles.failed}>{one.total}</span>,
    },
    { key: 'at', title: t('field.at'), width: 130, cell: (one) => <RelativeTime at={one.doneAt ?? one.createdAt} /> },
  ]
}
