import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Difference, ModelKind } from '../../../../../src/understanding/models/contract.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { useClassTitles } from '../use-class-titles.ts'
import { percent } from './accuracy.tsx'
import type { useVersion } from './use-version.ts'
import styles from './versions.module.css'

/** Below so many sentences a share is hardly a figure. */
const FEW = 10

type Props = { kind: ModelKind; shown: ReturnType<typeof useVersion>; accuracy: number | null }

/** In a sentence whether it is better, and sentence by sentence what changed. */
export function Comparison({ kind, shown, accuracy }: Props) {
  const { t } = useTranslation('models')
  const errorText = useErrorText()
  const { comparison, against } = shown
  return (
    <section className={styles.card} aria-label={t('compare.title')}>
      <div className={styles.cardHead}>
        <p className={styles.sentence}>
          {comparison
            ? t(wordOf(comparison), {
                against: comparison.against,
                now: percent(comparison.accuracy),
                was: percent(comparison.accuracyAgainst),
                better: comparison.betterCount,
                worse: comparison.worseCount,
              })
            : accuracy === null
              ? t('compare.nothing')
              : t('compare.alone', { now: percent(accuracy) })}
        </p>
        {against && (
          <Button onClick={shown.compare} loading={shown.comparing}>
            {t('compare.withReleased', { number: against.number })}
          </Button>
        )}
      </div>
      {comparison && (
        <p className={styles.soft}>
          {t('compare.note', { rows: comparison.rows })}{' '}
          {comparison.rows < FEW && t('compare.few', { rows: comparison.rows })}
        </p>
      )}
      {shown.failed && <p className={styles.down}>{errorText(shown.failed)}</p>}
      {comparison && comparison.betterCount + comparison.worseCount > 0 && (
        <div className={styles.sides}>
          <Changes
            kind={kind}
            title={t('compare.better', { count: comparison.betterCount })}
            list={comparison.better}
            good
          />
          <Changes
            kind={kind}
            title={t('compare.worse', { count: comparison.worseCount })}
            list={comparison.worse}
            good={false}
          />
        </div>
      )}
    </section>
  )
}

function wordOf(one: { accuracy: number; accuracyAgainst: number; betterCount: number; worseCount: number }) {
  if (one.betterCount + one.worseCount === 0) return 'compare.same' as const
  if (one.worseCount === 0) return 'compare.onlyBetter' as const
  return one.accuracy >= one.accuracyAgainst ? ('compare.isBetter' as const) : ('compare.isWorse' as const)
}

function Changes({ kind, title, list, good }: { kind: ModelKind; title: string; list: Difference[]; good: boolean }) {
  const { t } = useTranslation('models')
  const titleOf = useClassTitles(kind)
  return (
    <div>
      <h3 className={good ? styles.up : styles.down}>
        {good ? '▲' : '▼'} {title}
      </h3>
      {list.length === 0 ? (
        <p className={styles.soft}>{t('compare.none')}</p>
      ) : (
        <ul className={styles.changes}>
          {list.map(({ text, was, now }) => (
            <li key={`${text} ${was}`}>
              <span>{text}</span>
              <span className={styles.soft}>
                {good ? <s>{titleOf(was)}</s> : <b>{titleOf(was)}</b>} →{' '}
                {good ? <b>{titleOf(now)}</b> : <s>{titleOf(now)}</s>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
