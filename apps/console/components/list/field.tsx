import type { ReactNode } from 'react'
import styles from './field.module.css'

type Props = {
  label: ReactNode
  id?: string
  hint?: string | undefined
  problem?: string | undefined
  end?: ReactNode
  children: ReactNode
}

/** A labelled field with its help, or what is wrong with it. */
export function Field({ label, id, hint, problem, end, children }: Props) {
  return (
    <div className={problem ? `${styles.field} ${styles.wrong}` : styles.field}>
      <div className={styles.head}>
        {id ? <label htmlFor={id}>{label}</label> : <span>{label}</span>}
        {end}
      </div>
      {children}
      {(problem ?? hint) && (
        <div className={styles.hint} role={problem ? 'alert' : undefined}>
          {problem ?? hint}
        </div>
      )}
    </div>
  )
}
