import { PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BusinessHours, HoursSpan } from '../../../../src/team/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { Field } from '../list/field.tsx'
import { DayHours } from './day-hours.tsx'
import styles from './hours.module.css'
import { oddSpans } from './odd-spans.ts'
import { SpecialDay } from './special-day.tsx'

const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))

/** What business hours begin as: weekdays, nine to six. */
export const USUAL_HOURS: BusinessHours = {
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  weekly: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '09:00', to: '18:00' }] : [])),
  special: [],
}

type Props = { value: BusinessHours; onChange: (hours: BusinessHours) => void; onProblem?: (found: boolean) => void }

/** When somebody is there: the week, and days that differ. `onProblem` hears whether hours contradict each other. */
export function HoursEditor({ value, onChange, onProblem }: Props) {
  const { t } = useTranslation('lists')
  const { locale } = usePreferences()
  const { weekly, special } = value
  const change = (next: BusinessHours) => {
    const spans = [...next.weekly, ...next.special.map((day) => day.spans)]
    onProblem?.(spans.some(oddSpans) || next.special.some(({ date }) => !date))
    onChange(next)
  }
  const setDay = (day: number, spans: HoursSpan[]) =>
    change({ ...value, weekly: weekly.map((old, n) => (n === day ? spans : old)) })
  const setSpecial = (next: BusinessHours['special']) => change({ ...value, special: next })
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className={styles.hours}>
      <Field label={t('hours.zone')} id="hours-zone">
        <Select
          id="hours-zone"
          showSearch
          value={value.timeZone}
          onChange={(timeZone: string) => change({ ...value, timeZone })}
          options={ZONES}
        />
      </Field>
      <ul className={styles.week}>
        {weekly.map((spans, day) => (
          <li key={dayName(day, locale)}>
            <span className={styles.day}>{dayName(day, locale)}</span>
            <DayHours name={dayName(day, locale)} spans={spans} onChange={(next) => setDay(day, next)} />
          </li>
        ))}
      </ul>
      <Field label={t('hours.special')} hint={t('hours.specialHint')}>
        {special.map((day, n) => (
          <SpecialDay
            // biome-ignore lint/suspicious/noArrayIndexKey: the date is what is being typed
            key={n}
            day={day}
            onChange={(next) => setSpecial(special.map((old, at) => (at === n ? next : old)))}
            onRemove={() => setSpecial(special.filter((_, at) => at !== n))}
          />
        ))}
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setSpecial([...special, { date: today, name: '', spans: [] }])}
        >
          {t('hours.addDay')}
        </Button>
      </Field>
    </div>
  )
}

/** 2024 began on a Monday. */
const dayName = (day: number, locale: 'zh' | 'en'): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + day),
  )
