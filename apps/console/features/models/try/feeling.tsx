import { useTranslation } from 'react-i18next'
import type { Understanding } from '../../../../../src/understanding/contract.ts'
import { StatusMark, type Tone, Word } from '../../../components/list/status-mark.tsx'
import { cutMarks } from './cut-marks.ts'
import styles from './try.module.css'

const TONES: Record<Understanding['emotion']['level'], Tone> = {
  none: 'quiet',
  low: 'action',
  medium: 'person',
  high: 'risk',
}

const GLAD: readonly string[] = ['gratitude', 'joy']

/** How the customer feels, with the words it was read from, and what he needs beside the matter itself. */
export function Feeling({ text, read: { emotion, needs } }: { text: string; read: Understanding }) {
  const { t } = useTranslation('models')
  const words = emotion.because.filter(({ start, end }) => end > start)
  return (
    <section className={styles.card}>
      <h2>{t('try.emotion')}</h2>
      <p className={styles.feeling}>
        <StatusMark tone={GLAD.includes(emotion.label) ? 'good' : TONES[emotion.level]}>
          {emotion.level === 'none'
            ? t(`emotion.${emotion.label}`)
            : t('try.feels', { emotion: t(`emotion.${emotion.label}`), level: t(`level.${emotion.level}`) })}
        </StatusMark>
        <span className={styles.soft}>{t('try.negative', { percent: Math.round(emotion.negative * 100) })}</span>
      </p>
      {words.length > 0 && (
        <p className={styles.marked}>
          {cutMarks(text, words).map(({ text: piece, mark }, at) =>
            mark ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change
              <mark key={at} className={styles.feltWord} title={mark.label}>
                {piece}
              </mark>
            ) : (
              piece
            ),
          )}
        </p>
      )}
      <h3>{t('try.needs')}</h3>
      {needs.length === 0 ? (
        <p className={styles.soft}>{t('try.noNeeds')}</p>
      ) : (
        <p className={styles.words}>
          {needs.map((need) => (
            <Word key={need}>{t(`need.${need}`)}</Word>
          ))}
        </p>
      )}
    </section>
  )
}
