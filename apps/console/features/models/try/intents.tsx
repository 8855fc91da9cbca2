import { useTranslation } from 'react-i18next'
import type { Understanding } from '../../../../../src/understanding/contract.ts'
import { useIntentTitles } from '../../history/use-intent-titles.ts'
import styles from './try.module.css'

const MOST = 5

type Ranked = Understanding['intents']

/** What the sentence wants, best first, with the parts of a compound one. */
export function Intents({ read }: { read: Understanding }) {
  const { t } = useTranslation('models')
  return (
    <section className={styles.card}>
      <h2>{t('try.intents')}</h2>
      {read.segments.length > 1 ? (
        read.segments.map((segment) => (
          <div key={segment.text} className={styles.part}>
            <p className={styles.quote}>{segment.text}</p>
            <Bars intents={segment.intents.slice(0, 3)} />
          </div>
        ))
      ) : (
        <Bars intents={read.intents.slice(0, MOST)} />
      )}
      <div className={styles.scope}>
        <span>{t('try.outOfScope')}</span>
        <span className={styles.track} aria-hidden="true">
          <span className={styles.faint} style={{ width: `${read.outOfScope * 100}%` }} />
        </span>
        <span className={styles.number}>{Math.round(read.outOfScope * 100)}%</span>
      </div>
    </section>
  )
}

function Bars({ intents }: { intents: Ranked }) {
  const { titleOf } = useIntentTitles()
  return (
    <ol className={styles.bars}>
      {intents.map(({ id, confidence }, at) => (
        <li key={id} className={at === 0 ? styles.best : undefined}>
          <span className={styles.name}>{titleOf(id)}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.fill} style={{ width: `${confidence * 100}%` }} />
          </span>
          <span className={styles.number}>{Math.round(confidence * 100)}%</span>
        </li>
      ))}
    </ol>
  )
}
