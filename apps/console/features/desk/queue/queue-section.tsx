import { RightOutlined } from '@ant-design/icons'
import { type ReactNode, useId, useState } from 'react'
import styles from './queue.module.css'

type Props = {
  title: string
  count: number
  children: ReactNode
  urgent?: boolean
  folded?: boolean
  aside?: ReactNode
}

/** A foldable list with its count; the count keeps its width, so nothing shifts when it changes. */
export function QueueSection({ title, count, children, urgent = false, folded = false, aside }: Props) {
  const [open, setOpen] = useState(!folded)
  const id = useId()
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <RightOutlined aria-hidden className={styles.arrow ?? ''} rotate={open ? 90 : 0} />
          <span>{title}</span>
          <span className={urgent && count > 0 ? `${styles.count} ${styles.hot}` : styles.count}>{count}</span>
        </button>
        {aside}
      </h2>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </section>
  )
}
