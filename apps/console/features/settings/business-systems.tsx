import { ReloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { get } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import styles from './settings.module.css'

/** `GET /api/business/status` */
type System = {
  system: string
  state: 'closed' | 'open' | 'half-open'
  failuresInARow: number
  triesAgainAt: string | null
  lastError: { at: string; operation: string; code: string; detail: string } | null
  lastSuccessAt: string | null
}
const TONES = { closed: 'good', open: 'risk', 'half-open': 'person' } as const
const RENEW_MS = 5_000

/** How the company's own systems are doing, kept current. */
export function BusinessSystems() {
  const { t } = useTranslation('settings')
  const query = useQuery({
    queryKey: ['business-status'],
    queryFn: ({ signal }) => get<{ items: System[] }>('/api/business/status', {}, signal),
    refetchInterval: RENEW_MS,
  })
  return (
    <section className={styles.card}>
      <h2>
        {t('business.title')}
        <Button
          size="small"
          type="text"
          icon={<ReloadOutlined aria-hidden />}
          aria-label={t('business.reload')}
          title={t('business.reload')}
          loading={query.isFetching && !query.isPending ? false : query.isPending}
          onClick={() => query.refetch()}
        />
      </h2>
      {query.isPending && <Loading rows={3} />}
      {query.isError && !query.data && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.items.length === 0 && <Empty title={t('business.none')} hint={t('business.noneHint')} />}
      {query.data?.items.map((system) => (
        <SystemState key={system.system} system={system} />
      ))}
    </section>
  )
}

function SystemState({ system }: { system: System }) {
  const { t } = useTranslation('settings')
  return (
    <div className={styles.system}>
      <div className={styles.systemHead}>
        <strong>{system.system}</strong>
        <StatusMark tone={TONES[system.state]}>{t(`business.state.${system.state}`)}</StatusMark>
      </div>
      <p className={styles.soft}>{t(`business.means.${system.state}`)}</p>
      <dl className={styles.rows}>
        <div>
          <dt>{t('business.lastSuccess')}</dt>
          <dd>{system.lastSuccessAt ? <RelativeTime at={system.lastSuccessAt} /> : t('business.notYet')}</dd>
        </div>
        <div>
          <dt>{t('business.failures')}</dt>
          <dd>{system.failuresInARow}</dd>
        </div>
        {system.lastError && (
          <div>
            <dt>{t('business.lastError')}</dt>
            <dd>
              <RelativeTime at={system.lastError.at} />
              <code>
                {system.lastError.operation} · {system.lastError.code}
              </code>
              <span className={styles.faint}>{system.lastError.detail}</span>
            </dd>
          </div>
        )}
      </dl>
    </div>
  )
}
