import { useTranslation } from 'react-i18next'
import { LabelText } from '../label-text.tsx'
import type { Offer } from '../types.ts'
import styles from './annotate.module.css'
import type { Decision } from './use-annotation.ts'

/** What was decided last, so that a slip of the finger is seen. */
export function LastDone({ done }: { done: { offer: Offer; decision: Decision } | undefined }) {
  const { t } = useTranslation('learning')
  return (
    <p className={styles.last} aria-live="polite">
      {done && (
        <>
          <span className={styles.lastText}>{done.offer.case.text}</span>
          <span className={styles.lastLabel}>
            {done.decision.kind === 'label' ? (
              <LabelText label={done.decision.label} />
            ) : (
              t(`did.${done.decision.kind}`)
            )}
          </span>
        </>
      )}
    </p>
  )
}
