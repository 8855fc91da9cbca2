import { TeamOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '../../components/empty.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './quality.module.css'
import { QualityHead } from './quality-head.tsx'
import { useCalibration } from './use-quality.ts'

/** Do inspectors mean the same by the same points? */
export function CalibrationPage() {
  const { t } = useTranslation('quality')
  const { locale } = usePreferences()
  const { name: nameOf } = useColleagues()
  const query = useCalibration()
  const items = query.data?.items ?? []
  const mean = items.length ? items.reduce((sum, { agreement }) => sum + agreement, 0) / items.length : null
  return (
    <Page>
      <QualityHead hint={t('calibration.hint')} />
      {query.isPending && <Loading rows={5} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && mean === null && (
        <Empty icon={<TeamOutlined aria-hidden />} title={t('calibration.none')} hint={t('calibration.noneHint')} />
      )}
      {mean !== null && (
        <p className={styles.lead}>{t('calibration.lead', { share: Math.round(mean * 100), count: items.length })}</p>
      )}
      <ul className={styles.notes}>
        {items.map((one) => (
          <li key={`${one.conversationId} ${one.scorecard.id}`}>
            <p>
              <strong>{one.customerName}</strong> · {(locale === 'en' && one.scorecard.nameEn) || one.scorecard.name} ·{' '}
              {t('calibration.agree', { share: Math.round(one.agreement * 100), spread: one.spread })}
            </p>
            <p>
              {one.inspectors.map(({ reviewId, userId, name, total }) => (
                <Link key={reviewId} to={`/quality/${reviewId}`} className={styles.inspector}>
                  {(userId && nameOf(userId)) || name} {total}
                </Link>
              ))}
            </p>
            {one.apart.length > 0 && (
              <p className={styles.quiet}>
                {t('calibration.apart')}{' '}
                {one.apart.map(({ title, points }) => `${title[locale]} (${points.join(' / ')})`).join(' · ')}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
