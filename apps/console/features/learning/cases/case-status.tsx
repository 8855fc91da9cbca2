import { useTranslation } from 'react-i18next'
import type { FailureCase } from '../../../../../src/learning/contract.ts'
import { StatusMark } from '../../../components/list/status-mark.tsx'
import { LabelText } from '../label-text.tsx'
import styles from '../rows.module.css'

/** Open, put away, or what it was labelled as. */
export function CaseStatus({ one }: { one: FailureCase }) {
  const { t } = useTranslation('learning')
  if (one.disputed) return <StatusMark tone="person">{t('disputed')}</StatusMark>
  if (one.status !== 'labelled' || !one.label)
    return <StatusMark tone={one.status === 'open' ? 'action' : 'quiet'}>{t(`status.${one.status}`)}</StatusMark>
  return (
    <span className={styles.first}>
      <LabelText label={one.label} />
    </span>
  )
}
