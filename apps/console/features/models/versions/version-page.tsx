import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { BackLink } from '../../../components/list/back-link.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Page, PageHeader } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useSession } from '../../../session.tsx'
import { useActorName } from '../../team/use-actor-name.ts'
import { Comparison } from './comparison.tsx'
import { ConfusionList } from './confusion-list.tsx'
import { FigureTable } from './figure-table.tsx'
import { GuardCard } from './guard-card.tsx'
import { useRelease } from './use-release.ts'
import { useVersion } from './use-version.ts'
import { VersionStatus } from './version-status.tsx'
import styles from './versions.module.css'

/** One version: how good it is, what got better and worse, and the decision to let it answer. */
export function VersionPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('models')
  const { may } = useSession()
  const nameOf = useActorName()
  const shown = useVersion(id)
  const { askRelease } = useRelease()
  const version = shown.query.data
  const back = (
    <BackLink
      to={version?.kind === 'emotion' ? '/models/versions?kind=emotion' : '/models/versions'}
      icon={<ArrowLeftOutlined aria-hidden />}
    >
      {t('tab.versions')}
    </BackLink>
  )
  if (!version)
    return (
      <Page>
        {back}
        {shown.query.isError ? (
          <Problem error={shown.query.error} onRetry={() => void shown.query.refetch()} />
        ) : (
          <Loading rows={8} />
        )}
      </Page>
    )
  const { kind, report } = version
  const broken = report?.guards?.kept === false
  return (
    <Page>
      {back}
      <PageHeader
        title={t('version.title', { number: version.number })}
        hint={
          <span className={styles.about}>
            <VersionStatus status={version.status} />
            {t(`version.aboutOf.${kind}`, { intents: version.intents, examples: version.examples })}
            <span>
              {nameOf(version.createdBy)} · <RelativeTime at={version.createdAt} />
            </span>
            {version.note}
          </span>
        }
      >
        {may('models.manage') && version.status !== 'released' && (
          <Button type="primary" onClick={() => askRelease(version, shown.comparison?.worseCount ?? 0, broken)}>
            {t('version.release')}
          </Button>
        )}
      </PageHeader>
      <Comparison kind={kind} shown={shown} accuracy={version.accuracy} />
      {report?.guards && (
        <div className={styles.guard}>
          <GuardCard guards={report.guards} />
        </div>
      )}
      {report ? (
        <div className={styles.report}>
          <FigureTable kind={kind} figures={report.intents} rows={report.rows} />
          <ConfusionList kind={kind} confusions={report.confusions} />
        </div>
      ) : (
        <p className={styles.noReport}>{t(`version.noReportOf.${kind}`)}</p>
      )}
    </Page>
  )
}
