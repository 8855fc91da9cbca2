import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './knowledge.module.css'

type Props = {
  from: string | null
  until: string | null
  onChange: (change: { validFrom?: string | null; validUntil?: string | null }) => void
  readOnly: boolean
}

/** The days an article counts, both included; either may be open. */
export function DateRange({ from, until, onChange, readOnly }: Props) {
  const { t } = useTranslation('knowledge')
  return (
    <div className={styles.dates}>
      <Input
        type="date"
        aria-label={t('dates.from')}
        disabled={readOnly}
        value={dayOf(from)}
        onChange={(event) => onChange({ validFrom: moment(event.target.value, '00:00:00.000') })}
      />
      <span className={styles.faint}>–</span>
      <Input
        type="date"
        aria-label={t('dates.until')}
        disabled={readOnly}
        value={dayOf(until)}
        onChange={(event) => onChange({ validUntil: moment(event.target.value, '23:59:59.999') })}
      />
    </div>
  )
}

/** YYYY-MM-DD in the reader's zone. */
function dayOf(at: string | null): string {
  if (!at) return ''
  const day = new Date(at)
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join(
    '-',
  )
}

function moment(day: string, time: string): string | null {
  const at = new Date(`${day}T${time}`)
  return day && !Number.isNaN(at.getTime()) ? at.toISOString() : null
}
