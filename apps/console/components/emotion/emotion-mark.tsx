import { useTranslation } from 'react-i18next'
import type { EmotionState } from '../../../../src/emotion/contract.ts'
import styles from './emotion.module.css'
import { useEmotion } from './use-emotion.ts'

type Shown = Pick<EmotionState, 'label' | 'level'> & Partial<Pick<EmotionState, 'trend'>>

/** How strongly, as bars and as the look of a mouth: neither needs colours to be told apart. */
const STRENGTH = { none: 0, low: 1, medium: 2, high: 3 } as const
const MOUTHS = ['M5 10.4h6', 'M5 10.6q3 -0.9 6 0', 'M5 11q3 -2.4 6 0', 'M4.8 11.4q3.2 -4 6.4 0'] as const
const GLAD = 'M4.8 9.6q3.2 3.6 6.4 0'
const LOOKS = ['neutral', 'uneasy', 'upset', 'angry'] as const

const isGlad = (label: Shown['label']): boolean => label === 'joy' || label === 'gratitude'

/** A face, a word and the intensity of a feeling. */
export function EmotionMark({ emotion, word = true }: { emotion: Shown; word?: boolean }) {
  const { t } = useTranslation('emotion')
  const strength = STRENGTH[emotion.level]
  const glad = strength === 0 && isGlad(emotion.label)
  const look = glad ? 'pleased' : LOOKS[strength]
  const said =
    emotion.level === 'none'
      ? t(`label.${emotion.label}`)
      : t('said', { label: t(`label.${emotion.label}`), level: t(`level.${emotion.level}`) })
  const spoken = emotion.trend && strength > 0 ? `${said}, ${t(`trend.${emotion.trend}`)}` : said
  return (
    <span className={`${styles.mark} ${styles[look] ?? ''}`} title={spoken} data-emotion={emotion.label}>
      <svg width="15" height="15" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
        <circle cx="8" cy="8" r="6.6" strokeWidth="1.5" />
        <path d={strength === 3 ? 'M4.6 5.4l2 1M11.4 5.4l-2 1' : 'M5.8 6.2v0.6M10.2 6.2v0.6'} strokeWidth="1.5" />
        <path d={glad ? GLAD : MOUTHS[strength]} strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      {word && <span aria-hidden="true">{t(`label.${emotion.label}`)}</span>}
      {strength > 0 && (
        <span className={styles.bars} aria-hidden="true">
          {[1, 2, 3].map((bar) => (
            <i key={bar} className={bar <= strength ? styles.full : undefined} />
          ))}
        </span>
      )}
      {emotion.trend === 'rising' && strength > 0 && <span aria-hidden="true">↗</span>}
      <span className={styles.unseen}>{spoken}</span>
    </span>
  )
}

/** The mark of a conversation, live; nothing while its customer is calm. */
export function ConversationEmotion({ conversationId }: { conversationId: string }) {
  const emotion = useEmotion(conversationId)
  if (!emotion || emotion.level === 'none') return null
  return <EmotionMark emotion={emotion} />
}
