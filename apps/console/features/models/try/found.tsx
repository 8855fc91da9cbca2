import { useTranslation } from 'react-i18next'
import type { Understanding } from '../../../../../src/understanding/contract.ts'
import { cutMarks } from './cut-marks.ts'
import styles from './try.module.css'

/** The text with what was found in it, and what each thing stands for. */
export function Found({ text, read }: { text: string; read: Understanding }) {
  const { t } = useTranslation('models')
  const kindOf = (kind: string) => t(`entity.${kind}` as 'entity.order', { defaultValue: kind })
  return (
    <section className={styles.card}>
      <h2>{t('try.entities')}</h2>
      <p className={styles.marked}>
        {cutMarks(text, read.entities).map(({ text: piece, mark }, at) =>
          mark ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change
            <mark key={at} className={styles.entity}>
              {piece}
              <small>{kindOf(mark.kind)}</small>
            </mark>
          ) : (
            piece
          ),
        )}
      </p>
      {read.entities.length === 0 ? (
        <p className={styles.soft}>{t('try.noEntities')}</p>
      ) : (
        <dl className={styles.values}>
          {read.entities.map((entity) => (
            <div key={`${entity.kind} ${entity.start} ${entity.value}`}>
              <dt>{kindOf(entity.kind)}</dt>
              <dd>{entity.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
