import type { CSSProperties, ReactNode } from 'react'
import styles from './columns.module.css'

/** What the page is about, and beside it a column of `side` px with what belongs to it; below it in a narrow window. */
export function Columns({ side, children }: { side: number; children: ReactNode }) {
  return (
    <div className={styles.columns} style={{ '--side': `${side}px` } as CSSProperties}>
      {children}
    </div>
  )
}

/** Cards one below the other. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>
}
