import { useTranslation } from 'react-i18next'
import type { AnswerThresholds } from '../../../../src/knowledge/contract.ts'
import styles from './answering.module.css'
import { MAX, MIN } from './curve-chart.tsx'

/** Narrower than this a zone's name does not fit. */
const NAMED = 0.09

/** What the bot does below, between and above the thresholds, over the slider that moves them. */
export function Zones({ at }: { at: AnswerThresholds }) {
  const { t } = useTranslation('knowledge-answering')
  const zones = [
    { name: 'refuse', share: at.askBack - MIN },
    { name: 'ask', share: at.answer - at.askBack },
    { name: 'answer', share: MAX - at.answer },
  ] as const
  return (
    <div className={styles.zones}>
      {zones.map(({ name, share }) => (
        <span key={name} className={styles[name]} style={{ flexGrow: share * 100 }} title={t(`zone.${name}`)}>
          {share >= NAMED && t(`zone.${name}`)}
        </span>
      ))}
    </div>
  )
}
