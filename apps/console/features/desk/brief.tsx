import { DownOutlined } from '@ant-design/icons'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandOver } from '../../../../src/conversations/contract.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './brief.module.css'
import { distinctSteps } from './distinct-steps.ts'

/** The hand-over in five seconds: what they want always in sight; why, what was tried and the facts one click away. */
export function Brief({ handOver, name, open: opened }: { handOver: HandOver; name: string; open: boolean }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const [open, setOpen] = useState(opened)
  const id = useId()
  return (
    <section className={styles.brief} aria-label={t('brief.label')}>
      <button
        type="button"
        className={styles.top}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.reason}>{t(`reason.${handOver.reason}`)}</span>
        <span className={styles.wants}>{handOver.wants[locale] || t('brief.unknown', { name })}</span>
        <span className={styles.at}>
          <RelativeTime at={handOver.at} />
        </span>
        <DownOutlined aria-hidden className={styles.arrow ?? ''} rotate={open ? 180 : 0} />
      </button>
      <div id={id} hidden={!open} className={styles.more}>
        <div>
          <h3>{t('brief.tried')}</h3>
          {handOver.tried.length === 0 && <p className={styles.none}>{t('brief.nothingTried')}</p>}
          <ol>
            {distinctSteps(handOver.tried).map((step) => (
              <li key={step.zh}>{step[locale]}</li>
            ))}
          </ol>
        </div>
        <div>
          <h3>{t('brief.facts')}</h3>
          {handOver.facts.length === 0 && <p className={styles.none}>{t('brief.noFacts')}</p>}
          <dl>
            {handOver.facts.map((fact) => (
              <div key={fact.label.zh + fact.value}>
                <dt>{fact.label[locale]}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </section>
  )
}
