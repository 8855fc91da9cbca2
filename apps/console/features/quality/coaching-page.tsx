import { BulbOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '../../components/empty.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useSession } from '../../session.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './quality.module.css'
import { QualityHead } from './quality-head.tsx'
import { useAct, useCoaching } from './use-quality.ts'

/** Notes on how to do better; the agent marks what he has read. */
export function CoachingPage() {
  const { t } = useTranslation('quality')
  const { user, may } = useSession()
  const reads = may('quality.read')
  const { options, name } = useColleagues()
  const { values, set, clear, active } = useFilters(['agent'])
  const query = useCoaching(values.agent ? { agent: values.agent } : {})
  const { act } = useAct('')
  return (
    <Page narrow>
      <QualityHead hint={t('coaching.hint')} />
      {reads && (
        <FilterBar active={active} onClear={clear}>
          <ChoiceFilter
            name={t('field.agent')}
            value={values.agent}
            options={options}
            onChange={(agent) => set({ agent })}
            search
          />
        </FilterBar>
      )}
      {query.isPending && <Loading rows={5} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.items.length === 0 && (
        <Empty icon={<BulbOutlined aria-hidden />} title={t('coaching.none')} hint={t('coaching.noneHint')} />
      )}
      <ul className={styles.notes}>
        {query.data?.items.map((note) => (
          <li key={note.id}>
            <p>{note.text}</p>
            <p className={styles.quiet}>
              {reads && `${name(note.agentId) ?? note.agentId} · `}
              {name(note.authorId) ?? note.authorName} · <RelativeTime at={note.at} />
              {note.reviewId && (
                <>
                  {' · '}
                  <Link to={`/quality/${note.reviewId}`}>{t('coaching.toReview')}</Link>
                </>
              )}
            </p>
            {note.agentId === user.id && !note.readAt && (
              <Button
                size="small"
                onClick={() => act({ method: 'post', path: `/api/quality/coaching-notes/${note.id}/read`, body: {} })}
              >
                {t('coaching.markRead')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
