import { useTranslation } from 'react-i18next'
import type { Evaluation, ModelKind } from '../../../../../src/understanding/models/contract.ts'
import { Empty } from '../../../components/empty.tsx'
import { useClassTitles } from '../use-class-titles.ts'
import styles from './versions.module.css'

/** Which intents are taken for which, with sentences. */
export function ConfusionList({ kind, confusions }: { kind: ModelKind; confusions: Evaluation['confusions'] }) {
  const { t } = useTranslation('models')
  const titleOf = useClassTitles(kind)
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('confusion.title')}</h2>
      {confusions.length === 0 ? (
        <Empty title={t('confusion.none')} />
      ) : (
        <ol className={styles.pairs}>
          {confusions.map(({ actual, predicted, count, texts }) => (
            <li key={`${actual} ${predicted}`}>
              <p>
                <b>{titleOf(actual)}</b> {t('confusion.takenFor')} <b>{titleOf(predicted)}</b>
                <span className={styles.count}>{t('confusion.times', { count })}</span>
              </p>
              <ul>
                {texts.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
