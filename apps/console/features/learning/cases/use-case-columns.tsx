import { useTranslation } from 'react-i18next'
import type { FailureCase } from '../../../../../src/learning/contract.ts'
import type { Column } from '../../../components/list/record-table.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { CaseReasons } from '../case-reasons.tsx'
import { MaskedText } from '../masked-text.tsx'
import styles from '../rows.module.css'
import { useTaken } from '../use-taken.ts'
import { CaseStatus } from './case-status.tsx'

export function useCaseColumns(): Column<FailureCase>[] {
  const { t } = useTranslation('learning')
  const nameOf = useTaken()
  return [
    {
      key: 'text',
      title: t('field.text'),
      cell: (one) => (
        <span className={styles.first}>
          <MaskedText text={one.text} />
        </span>
      ),
    },
    { key: 'reason', title: t('field.reason'), width: 190, cell: (one) => <CaseReasons reasons={one.reasons} /> },
    {
      key: 'taken',
      title: t('field.taken'),
      width: 150,
      wideOnly: true,
      cell: (one) => (
        <span className={`${styles.two} ${styles.soft}`}>
          {nameOf(one.kind, one.taken)}
          <span className={styles.percent}>{Math.round(one.confidence * 100)}%</span>
        </span>
      ),
    },
    { key: 'status', title: t('field.label'), width: 210, cell: (one) => <CaseStatus one={one} /> },
    {
      key: 'at',
      title: t('field.at'),
      width: 110,
      cell: (one) => (
        <span className={styles.soft}>
          <RelativeTime at={one.at} />
        </span>
      ),
    },
  ]
}
