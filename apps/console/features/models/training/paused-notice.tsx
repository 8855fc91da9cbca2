import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { TrainingRun } from '../../../../../src/understanding/models/contract.ts'

/** Something was learnt by itself but not released: it is worse, or a roll-back has paused automatic release. */
export function PausedNotice({ latest }: { latest: TrainingRun | undefined }) {
  const { t } = useTranslation('models')
  if (!latest || latest.trigger === 'manual' || latest.outcome !== 'candidate' || !latest.versionId) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('paused.title')}
      description={t(`paused.textOf.${latest.kind}`)}
      action={<Link to={`/models/versions/${encodeURIComponent(latest.versionId)}`}>{t('paused.look')}</Link>}
      style={{ marginBottom: 16 }}
    />
  )
}
