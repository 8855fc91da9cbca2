import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Campaign, Preview } from '../../../../src/outbound/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { post } from '../../api.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './campaigns.module.css'

type Props = { stored: Campaign | null; changed: boolean; complete: boolean }

/** How many would be called and what they hear, who is left out and why; of what is saved. */
export function PreviewCard({ stored, changed, complete }: Props) {
  const { t } = useTranslation('campaigns')
  const query = useQuery({
    queryKey: ['campaigns', 'preview', stored?.id, stored],
    queryFn: () => post<Preview>(`/api/campaigns/${stored?.id}/preview`, {}, null),
    enabled: stored !== null && !changed,
    staleTime: 0,
  })
  return (
    <aside className={styles.preview} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      {changed ? (
        <p className={styles.quiet}>{complete ? t('preview.saveFirst') : t('preview.incomplete')}</p>
      ) : query.isPending ? (
        <Loading rows={4} />
      ) : query.isError ? (
        <Problem error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <>
          <Counts preview={query.data} />
          <Button size="small" loading={query.isFetching} onClick={() => void query.refetch()}>
            {t('preview.again')}
          </Button>
        </>
      )}
    </aside>
  )
}

function Counts({ preview: { callable, leftOut, samples, throughAt } }: { preview: Preview }) {
  const { t } = useTranslation('campaigns')
  const { locale } = usePreferences()
  return (
    <>
      <p className={styles.figure}>
        <strong>{callable}</strong> {t('preview.callable')}
      </p>
      {callable > 0 && (
        <p className={styles.quiet}>
          {throughAt ? t('preview.through', { at: formatDateTime(throughAt, locale) }) : t('preview.tooMany')}
        </p>
      )}
      {leftOut.length > 0 && (
        <ul className={styles.reasons} aria-label={t('preview.leftOut')}>
          {leftOut.map(({ why, count, examples }) => (
            <li key={why} title={examples.join(locale === 'zh' ? '、' : ', ')}>
              <span>{t(`leftOut.${why}`)}</span>
              <span>{count}</span>
            </li>
          ))}
        </ul>
      )}
      {samples.map(({ name, number, text }) => (
        <blockquote key={number} className={styles.sample}>
          <p>{text}</p>
          <footer>
            {name} {number}
          </footer>
        </blockquote>
      ))}
    </>
  )
}
