import type { ReactNode } from 'react'
import styles from './status-mark.module.css'

export type Tone = 'good' | 'quiet' | 'person' | 'risk' | 'action' | 'blue' | 'violet' | 'rose'

/** A state in a word, with a shape and colour that repeat it. */
export function StatusMark({
  tone,
  children,
  icon,
  plain = false,
}: {
  tone: Tone
  children: ReactNode
  icon?: ReactNode
  plain?: boolean
}) {
  return (
    <span className={`${styles.mark} ${styles[tone] ?? ''} ${plain ? styles.plain : ''}`}>
      {icon ?? <span className={styles.dot} aria-hidden="true" />}
      {children}
    </span>
  )
}

/** A small neutral word: a language, a category, an intent. */
export function Word({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className={styles.word} title={title}>
      {children}
    </span>
  )
}
