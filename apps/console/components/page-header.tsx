import type { ReactNode } from 'react'
import styles from './page-header.module.css'

/** Top line of a page: its name, a short line under it, and its actions on the right. */
export function PageHeader({ title, hint, children }: { title: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  )
}

/** The scrolling body of a page with the house's margins. */
export function Page({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={styles.page}>
      <div className={narrow ? styles.narrow : styles.wide}>{children}</div>
    </div>
  )
}
