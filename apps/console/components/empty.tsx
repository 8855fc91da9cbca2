import type { ReactNode } from 'react'
import styles from './states.module.css'

/** Nothing here yet: a title, what to do about it, and at most one action. */
export function Empty({
  title,
  hint,
  children,
  icon,
}: {
  title: string
  hint?: string
  children?: ReactNode
  icon?: ReactNode
}) {
  return (
    <div className={styles.state}>
      {icon && <div className={styles.stateIcon}>{icon}</div>}
      <div className={styles.stateTitle}>{title}</div>
      {hint && <div className={styles.stateHint}>{hint}</div>}
      {children}
    </div>
  )
}
