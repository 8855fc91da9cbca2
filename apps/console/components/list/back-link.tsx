import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './back-link.module.css'

/** The way from one record back to its list. */
export function BackLink({ to, icon, children }: { to: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Link to={to} className={styles.back}>
      {icon} {children}
    </Link>
  )
}
