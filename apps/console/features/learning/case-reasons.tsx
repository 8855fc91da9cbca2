import { useTranslation } from 'react-i18next'
import type { CaseReason } from '../../../../src/learning/contract.ts'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'
import styles from './case.module.css'

const TONES: Partial<Record<CaseReason, Tone>> = {
  'agent-correction': 'person',
  'false-alarm': 'person',
  'negative-rating': 'risk',
}

/** Why the message became a case. */
export function CaseReasons({ reasons }: { reasons: readonly CaseReason[] }) {
  const { t } = useTranslation('learning')
  return (
    <span className={styles.reasons}>
      {reasons.map((reason) => (
        <StatusMark key={reason} tone={TONES[reason] ?? 'quiet'}>
          {t(`reason.${reason}`)}
        </StatusMark>
      ))}
    </span>
  )
}
