import { CheckCircleOutlined, ClockCircleOutlined, InfoCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import styles from './notice.module.css'

const ICONS = {
  action: <InfoCircleOutlined aria-hidden />,
  person: <ClockCircleOutlined aria-hidden />,
  good: <CheckCircleOutlined aria-hidden />,
}

type Props = { title: ReactNode; acts?: ReactNode; tone?: keyof typeof ICONS; children?: ReactNode }

/** One line that a person must see before going on: what is the matter, a little more, and what to do about it. */
export function Notice({ title, acts, tone = 'action', children }: Props) {
  return (
    <section className={`${styles.notice} ${styles[tone] ?? ''}`} role="note">
      <span className={styles.icon}>{ICONS[tone]}</span>
      <div className={styles.words}>
        <strong>{title}</strong> {children && <span className={styles.more}>{children}</span>}
      </div>
      {acts && <div className={styles.acts}>{acts}</div>}
    </section>
  )
}
