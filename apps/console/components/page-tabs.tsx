import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import styles from './page-tabs.module.css'

export type PageTab = { to: string; name: string; end?: boolean; count?: number | undefined }

/** The pages of one feature side by side; each has an address of its own. */
export function PageTabs({ label, tabs, children }: { label: string; tabs: readonly PageTab[]; children?: ReactNode }) {
  return (
    <div className={styles.line}>
      <nav className={styles.tabs} aria-label={label}>
        {tabs.map(({ to, name, end = false, count }) => (
          <NavLink
            key={to}
            to={to}
            end={end}
            className={({ isActive }) => (isActive ? `${styles.tab} ${styles.here}` : (styles.tab ?? ''))}
          >
            {name}
            {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
          </NavLink>
        ))}
      </nav>
      {children}
    </div>
  )
}
