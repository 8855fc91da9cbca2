import { useTranslation } from 'react-i18next'
import type { ModelKind, ModelVersion } from '../../../../../src/understanding/models/contract.ts'
import type { Column } from '../../../components/list/record-table.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useActorName } from '../../team/use-actor-name.ts'
import styles from '../models.module.css'
import { Accuracy } from './accuracy.tsx'
import { VersionStatus } from './version-status.tsx'

export function useVersionColumns(kind: ModelKind): Column<ModelVersion>[] {
  const { t } = useTranslation('models')
  const nameOf = useActorName()
  return [
    {
      key: 'number',
      title: t('version.number'),
      cell: (version) => (
        <span className={styles.two}>
          <span className={styles.strong}>{t('version.title', { number: version.number })}</span>
          {version.note && <span className={styles.soft}>{version.note}</span>}
        </span>
      ),
    },
    {
      key: 'status',
      title: t('version.status'),
      width: 130,
      cell: ({ status }) => <VersionStatus status={status} />,
    },
    {
      key: 'accuracy',
      title: t('version.accuracy'),
      width: 150,
      cell: ({ accuracy, accuracyBefore }) => <Accuracy now={accuracy} before={accuracyBefore} />,
    },
    {
      key: 'intents',
      title: t(`version.classesOf.${kind}`),
      width: 80,
      align: 'right',
      cell: ({ intents }) => intents,
    },
    {
      key: 'examples',
      title: t(`version.examplesOf.${kind}`),
      width: 100,
      align: 'right',
      cell: ({ examples }) => examples,
    },
    {
      key: 'by',
      title: t('version.by'),
      width: 110,
      wideOnly: true,
      cell: ({ createdBy }) => <span className={styles.soft}>{nameOf(createdBy)}</span>,
    },
    {
      key: 'at',
      title: t('version.at'),
      width: 120,
      cell: ({ createdAt }) => (
        <span className={styles.soft}>
          <RelativeTime at={createdAt} />
        </span>
      ),
    },
  ]
}
