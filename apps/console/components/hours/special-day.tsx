import { CloseOutlined } from '@ant-design/icons'
import { Button, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BusinessHours } from '../../../../src/team/contract.ts'
import { DayHours } from './day-hours.tsx'
import styles from './hours.module.css'

type Day = BusinessHours['special'][number]
type Props = { day: Day; onChange: (day: Day) => void; onRemove: () => void }

/** A holiday, or a working day in lieu, with hours of its own. */
export function SpecialDay({ day, onChange, onRemove }: Props) {
  const { t } = useTranslation('lists')
  const open = day.spans.length > 0
  return (
    <div className={styles.special}>
      <input
        type="date"
        className={styles.date}
        aria-label={t('hours.date')}
        value={day.date}
        onChange={(event) => onChange({ ...day, date: event.target.value })}
      />
      <Input
        size="small"
        aria-label={t('hours.dayName')}
        placeholder={t('hours.dayName')}
        maxLength={40}
        value={day.name}
        onChange={(event) => onChange({ ...day, name: event.target.value })}
      />
      <Switch
        size="small"
        aria-label={`${day.date} ${t('hours.open')}`}
        checkedChildren={t('hours.open')}
        unCheckedChildren={t('hours.closed')}
        checked={open}
        onChange={(on) => onChange({ ...day, spans: on ? [{ from: '09:00', to: '18:00' }] : [] })}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('hours.removeDay', { date: day.date })}
        onClick={onRemove}
      />
      {open && <DayHours name={day.date} spans={day.spans} onChange={(spans) => onChange({ ...day, spans })} />}
    </div>
  )
}
