import { useTranslation } from 'react-i18next'
import type { Evaluation, ModelKind } from '../../../../../src/understanding/models/contract.ts'
import { useClassTitles } from '../use-class-titles.ts'
import styles from './versions.module.css'

/** Below this an intent deserves a look. */
const WEAK = 0.8

/** Precision and recall of each intent or feeling, the weakest first. */
type Props = { kind: ModelKind; figures: Evaluation['intents']; rows: number }

export function FigureTable({ kind, figures, rows }: Props) {
  const { t } = useTranslation('models')
  const titleOf = useClassTitles(kind)
  const sorted = figures.toSorted((a, b) => f1(a) - f1(b))
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t(`figures.titleOf.${kind}`)}</h2>
      <p className={styles.soft}>{t('figures.note', { rows })}</p>
      <ul className={styles.kinds}>
        {(kind === 'intent' ? kindsOf(figures) : []).map(({ kind, right, count }) => (
          <li key={kind}>
            <span className={styles.soft}>{t(`figures.kind.${kind}`)}</span>{' '}
            {t('figures.right', { right, count, percent: Math.round((100 * right) / count) })}
          </li>
        ))}
      </ul>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t(`figures.classOf.${kind}`)}</th>
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

type Kind = 'task' | 'question' | 'outside'
const KIND: Record<string, Kind> = { knowledge_question: 'question', out_of_scope: 'outside' }

/** Tasks apart from questions: a question taken for another one still finds its article by search. */
function kindsOf(figures: Evaluation['intents']): { kind: Kind; right: number; count: number }[] {
  return (['task', 'question', 'outside'] as const)
    .map((kind) => {
      const own = figures.filter(({ id }) => (KIND[id] ?? 'task') === kind)
      const count = own.reduce((sum, { rows }) => sum + rows, 0)
      return { kind, count, right: Math.round(own.reduce((sum, { rows, recall }) => sum + rows * recall, 0)) }
    })
    .filter(({ count }) => count > 0)
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
