import { DayText } from '../../../components/day-text.tsx'
import styles from './thread.module.css'

export function DayLine({ at }: { at: string }) {
  return (
    <div className={styles.day}>
      <DayText at={at} />
    </div>
  )
}
