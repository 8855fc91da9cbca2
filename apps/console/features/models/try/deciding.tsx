import { useTranslation } from 'react-i18next'
import type { Explanation, Understanding } from '../../../../../src/understanding/contract.ts'
import { Word } from '../../../components/list/status-mark.tsx'
import { useIntentTitles } from '../../history/use-intent-titles.ts'
import styles from './try.module.css'

/** What decided: the weightiest words, rules, the example most like it, and what was mended before reading. */
export function Deciding({ read }: { read: Understanding }) {
  const { t } = useTranslation('models')
  const { explanation } = read
  return (
    <section className={styles.card}>
      <h2>{t('try.decided')}</h2>
      {explanation && <Reasons explanation={explanation} />}
      <h3>{t('try.seen')}</h3>
      <p className={styles.normalized}>{read.normalized}</p>
    </section>
  )
}

function Reasons({ explanation: { words, rules, nearest, corrections } }: { explanation: Explanation }) {
  const { t } = useTranslation('models')
  const { titleOf } = useIntentTitles()
  const heaviest = Math.max(...words.map(({ weight }) => Math.abs(weight)), 0.01)
  return (
    <>
      {words.length > 0 && (
        <>
          <h3>{t('try.words')}</h3>
          <p className={styles.heavy}>
            {words.map(({ text, weight }) => (
              <span
                key={text}
                className={weight < 0 ? styles.against : styles.speaks}
                style={{ '--weight': `${Math.round((Math.abs(weight) / heaviest) * 100)}%` } as React.CSSProperties}
                title={weight.toFixed(2)}
              >
                {text}
              </span>
            ))}
          </p>
        </>
      )}
      {nearest && (
        <p className={styles.soft}>
          {t('try.nearest', { percent: Math.round(nearest.similarity * 100), intent: titleOf(nearest.intent) })}{' '}
          <q>{nearest.text}</q>
        </p>
      )}
      {rules.length > 0 && (
        <p className={styles.words}>
          {rules.map(({ intent, kind, text }) => (
            <Word key={`${intent} ${text}`} title={titleOf(intent)}>
              {t(`rule.${kind}`, { text })}
            </Word>
          ))}
        </p>
      )}
      {corrections.length > 0 && (
        <p className={styles.soft}>
          {t('try.mended')}{' '}
          {corrections.map(({ from, to, start }) => (
            <span key={start} className={styles.mended}>
              <s>{from}</s> → <b>{to}</b>
            </span>
          ))}
        </p>
      )}
    </>
  )
}
