import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RuleRun } from '../../../../../src/tickets/rules/contract.ts'
import { get } from '../../../api.ts'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import styles from './manage.module.css'
import { rulesKey } from './use-rules.ts'

/** The last times the rule acted, and on what. */
export function RuleLog({ ruleId }: { ruleId: string }) {
  const { t } = useTranslation('tickets')
  const query = useQuery({
    queryKey: [...rulesKey, ruleId, 'runs'],
    queryFn: ({ signal }) => get<{ items: RuleRun[] }>(`/api/ticket-rules/${ruleId}/runs`, {}, signal),
  })
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const runs = query.data?.items ?? []
  return (
    <div className={styles.dry}>
      <b>{t('rules.log')}</b>
      {query.data && runs.length === 0 && <span className={styles.soft}>{t('rules.noLog')}</span>}
      <ul className={styles.examples}>
        {runs.map((run) => (
          <li key={`${run.at}${run.ticketId}`}>
            <Link to={run.ticketId ? `/tickets/${run.ticketId}` : `/conversations/${run.conversationId}`}>
              {run.ticketNumber ? `#${run.ticketNumber} ${run.ticketTitle ?? ''}` : t('rules.noTitle')}
            </Link>{' '}
            <span className={styles.soft}>
              <RelativeTime at={run.at} />
              {run.outcome.some(({ done }) => !done) &&
                ` · ${run.outcome.flatMap(({ done, kind, detail }) => (done ? [] : [`${kind}: ${detail === 'pending' ? t('rules.pending') : detail}`])).join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
