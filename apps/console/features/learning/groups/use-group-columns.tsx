import { useTranslation } from 'react-i18next'
import type { CaseCluster } from '../../../../../src/learning/contract.ts'
import type { Column } from '../../../components/list/record-table.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useKind } from '../../models/kind-switch.tsx'
import { MaskedText } from '../masked-text.tsx'
import styles from '../rows.module.css'
import { useTaken } from '../use-taken.ts'

export function useGroupColumns(): Column<CaseCluster>[] {
  const { t } = useTranslation('learning')
  const kind = useKind()
  const nameOf = useTaken()
  return [
    {
      key: 'title',
      title: t('group.says'),
      cell: (group) => (
        <span className={styles.says}>
          <span className={styles.first}>
            <MaskedText text={group.title} />
          </span>
          <span className={styles.others}>
            {group.examples.filter((example) => example !== group.title).join(t('group.separator'))}
          </span>
        </span>
      ),
    },
    {
      key: 'size',
      title: t('group.size'),
      width: 90,
      align: 'right',
      cell: (group) => <span className={styles.size}>{group.size}</span>,
    },
    {
      key: 'intent',
      title: t('field.taken'),
      width: 170,
      cell: (group) => <span className={styles.soft}>{nameOf(kind, group.taken)}</span>,
    },
    {
      key: 'newest',
      title: t('group.newest'),
      width: 120,
      wideOnly: true,
      cell: (group) => (
        <span className={styles.soft}>
          <RelativeTime at={group.newestAt} />
        </span>
      ),
    },
  ]
}
