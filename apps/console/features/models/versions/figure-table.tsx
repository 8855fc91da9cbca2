import { useTranslation } from 'react-i18next'
import type { Evaluation } from '../../../../../src/understanding/models/contract.ts'
import { useIntentTitles } from '../../history/use-intent-titles.ts'
import styles from './versions.module.css'

/** Below this an intent deserves a look. */
const WEAK = 0.8

/** Precision and recall of each intent, the weakest first. */
export function FigureTable({ figures, rows }: { figures: Evaluation['intents']; rows: number }) {
  const { t } = useTranslation('models')
  const { titleOf } = useIntentTitles()
  const sorted = figures.toSorted((a, b) => f1(a) - f1(b))
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('figures.title')}</h2>
      <p className={styles.soft}>{t('figures.note', { rows })}</p>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('figures.intent')}</th>
            <th scope="col" title={t('figures.precisionHint')}>
              {t('figures.precision')}
            </th>
            <th scope="col" title={t('figures.recallHint')}>
              {t('figures.recall')}
            </th>
            <th scope="col">{t('figures.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ id, precision, recall, rows: count }) => (
            <tr key={id}>
              <td>{titleOf(id)}</td>
              <td>
                <Share value={precision} />
              </td>
              <td>
                <Share value={recall} />
              </td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const f1 = ({ precision, recall }: { precision: number; recall: number }): number =>
  precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0

function Share({ value }: { value: number }) {
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden="true">
        <span className={value < WEAK ? styles.weak : styles.fill} style={{ width: `${value * 100}%` }} />
      </span>
      {Math.round(value * 100)}%
    </span>
  )
}
