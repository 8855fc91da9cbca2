import { DownOutlined } from '@ant-design/icons'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, HandOver } from '../../../../src/conversations/contract.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './brief.module.css'
import { BriefFeeling } from './brief-feeling.tsx'
import { BriefProblem, BriefProfile } from './brief-profile.tsx'
import { BriefSolutions } from './brief-solutions.tsx'
import { distinctSteps } from './distinct-steps.ts'
import { useBrief } from './use-brief.ts'

type Props = { conversation: Conversation; handOver: HandOver; mine: boolean; open: boolean }

/** The hand-over in five seconds: what they want always in sight; who, why, what was tried and what may solve it one click away. */
export function Brief({ conversation, handOver, mine, open: opened }: Props) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const [open, setOpen] = useState(opened)
  const id = useId()
  const brief = useBrief(conversation, open)
  const first = handOver.first && handOver.first.reason !== handOver.reason ? handOver.first.reason : null
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
        {first && (
          <span className={styles.first}>
            {t('brief.first', { reason: t(`reason.${first as HandOver['reason']}`) })}
          </span>
        )}
        <span className={styles.wants}>
          {handOver.wants[locale] || t('brief.unknown', { name: conversation.customerName })}
        </span>
        <span className={styles.at}>
          <RelativeTime at={handOver.at} />
        </span>
        <DownOutlined aria-hidden className={styles.arrow ?? ''} rotate={open ? 180 : 0} />
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and those without a mouse must reach what lies below */}
      <div id={id} hidden={!open} className={styles.more} tabIndex={0}>
        {brief.data && <BriefProfile brief={brief.data} />}
        {brief.data && <BriefProblem brief={brief.data} />}
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
        {open && <BriefSolutions conversation={conversation} brief={brief} mine={mine} />}
        {open && <BriefFeeling conversationId={conversation.id} />}
      </div>
    </section>
  )
}
