import type { Part } from '../../../../../src/conversations/contract.ts'
import { formatDateTime } from '../../../../kit/format.ts'
import { usePreferences } from '../../../preferences.ts'
import styles from './parts.module.css'

type Props = { part: Extract<Part, { kind: 'timeline' }> }

/** Steps of a parcel or a refund, newest first as they came. */
export function TimelinePart({ part }: Props) {
  const { locale } = usePreferences()
  const when = (at: string) => (Number.isNaN(Date.parse(at)) ? at : formatDateTime(at, locale))
  return (
    <div className={styles.card}>
      <div className={styles.cardWords}>
        <strong>{part.title}</strong>
        {part.subtitle && <span>{part.subtitle}</span>}
      </div>
      <ol className={styles.steps}>
        {part.steps.map((step) => (
          <li key={`${step.at}${step.text}`}>
            <span>{step.text}</span>
            <small>
              {when(step.at)} {step.place}
            </small>
          </li>
        ))}
      </ol>
    </div>
  )
}
