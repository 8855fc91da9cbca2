import { useNow } from '../../../components/use-now.ts'
import styles from './queue.module.css'

/** Seconds after which a wait is shown as too long. */
const LONG_S = 120

/** mm:ss since `since`, ticking, in figures of one width. */
export function WaitingTime({ since, plain = false }: { since: string; plain?: boolean }) {
  const seconds = Math.max(0, Math.floor((useNow() - Date.parse(since)) / 1000))
  return (
    <time
      dateTime={since}
      className={plain ? styles.plain : seconds >= LONG_S ? `${styles.wait} ${styles.long}` : styles.wait}
    >
      {shownWait(seconds)}
    </time>
  )
}

export function shownWait(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
