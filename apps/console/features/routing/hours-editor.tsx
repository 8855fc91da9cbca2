import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { QueueInput } from '../../../../src/desk/routing/contract.ts'
import type { BusinessHours, HoursSpan } from '../../../../src/team/contract.ts'
import { Field } from '../../components/list/field.tsx'
import styles from './routing.module.css'

const WORKDAY: HoursSpan[] = [{ from: '09:00', to: '18:00' }]
const OFFICE: BusinessHours = {
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? WORKDAY : [])),
  special: [],
}
const ZONES = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))

type Props = {
  hours: BusinessHours | null
  night: QueueInput['night']
  onHours: (hours: BusinessHours | null) => void
  onNight: (night: QueueInput['night']) => void
}

/** When people are there: the week, holidays and working days in lieu, and what happens outside. */
export function HoursEditor({ hours, night, onHours, onNight }: Props) {
  const { t } = useTranslation('routing')
  return (
    <fieldset className={styles.group}>
      <legend>{t('queue.hours')}</legend>
      <label className={styles.switch} htmlFor="hours-always">
        <Switch id="hours-always" checked={!hours} onChange={(always) => onHours(always ? null : OFFICE)} />
        {t('hours.always')}
      </label>
      {hours && (
        <>
          <Field label={t('hours.zone')} id="hours-zone">
            <Select
              id="hours-zone"
              showSearch
              value={hours.timeZone}
              options={ZONES}
              onChange={(timeZone: string) => onHours({ ...hours, timeZone })}
            />
          </Field>
          <div className={styles.week}>
            {hours.weekly.map((spans, day) => (
              <Day
                // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven days in a fixed order
                key={day}
                name={t(`hours.day.${day as 0}`)}
                spans={spans}
                onChange={(next) =>
                  onHours({ ...hours, weekly: hours.weekly.map((old, n) => (n === day ? next : old)) })
                }
              />
            ))}
          </div>
          <SpecialDays hours={hours} onHours={onHours} />
          <Field label={t('hours.outside')} hint={t(`hours.outsideHint.${night}`)}>
            <Segmented
              value={night}
              onChange={onNight}
              options={(['bot-and-urgent', 'wait'] as const).map((value) => ({
                value,
                label: t(`hours.night.${value}`),
              }))}
            />
          </Field>
        </>
      )}
    </fieldset>
  )
}

type DayProps = { name: string; spans: HoursSpan[]; onChange: (spans: HoursSpan[]) => void }

function Day({ name, spans, onChange }: DayProps) {
  const { t } = useTranslation('routing')
  const set = (n: number, change: Partial<HoursSpan>) =>
    onChange(spans.map((span, at) => (at === n ? { ...span, ...change } : span)))
  return (
    <div className={styles.day}>
      <span>{name}</span>
      <div className={styles.spans}>
        {spans.length === 0 && <span className={styles.faint}>{t('hours.closed')}</span>}
        {spans.map((span, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
          <span key={n} className={styles.span}>
            <ClockInput
              label={t('hours.from', { day: name })}
              value={span.from}
              onChange={(from) => set(n, { from })}
            />
            –
            <ClockInput label={t('hours.to', { day: name })} value={span.to} onChange={(to) => set(n, { to })} />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('hours.removeSpan')}
              onClick={() => onChange(spans.filter((_, at) => at !== n))}
            />
          </span>
        ))}
        {spans.length < 4 && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            aria-label={t('hours.addSpan', { day: name })}
            onClick={() => onChange([...spans, nextSpan(spans)])}
          />
        )}
      </div>
    </div>
  )
}

/** After what is there already, so that adding never makes hours that overlap. */
const nextSpan = (spans: HoursSpan[]): HoursSpan => {
  const last = spans.at(-1)?.to
  return last && last < '23:00' ? { from: last, to: '24:00' } : { from: '09:00', to: '18:00' }
}

/** Hours and minutes; 24:00 is the end of the day, which a clock of the browser does not know. */
function ClockInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const fits = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value)
  return (
    <Input
      aria-label={label}
      size="small"
      className={styles.clock}
      status={fits ? '' : 'error'}
      maxLength={5}
      value={value}
      onChange={(event) => onChange(event.target.value.replace('：', ':'))}
    />
  )
}

function SpecialDays({ hours, onHours }: { hours: BusinessHours; onHours: (hours: BusinessHours) => void }) {
  const { t } = useTranslation('routing')
  const { special } = hours
  type Special = (typeof special)[number]
  const set = (n: number, change: Partial<Special>) =>
    onHours({ ...hours, special: special.map((day, at) => (at === n ? { ...day, ...change } : day)) })
  const today = new Date().toISOString().slice(0, 10)
  return (
    <Field label={t('hours.special')} hint={t('hours.specialHint')}>
      {special.map((day, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the date is what is being typed
        <div key={n} className={styles.special}>
          <input
            type="date"
            className={styles.date}
            aria-label={t('hours.date')}
            value={day.date}
            onChange={(event) => set(n, { date: event.target.value })}
          />
          <Input
            size="small"
            aria-label={t('hours.name')}
            placeholder={t('hours.name')}
            maxLength={40}
            value={day.name}
            onChange={(event) => set(n, { name: event.target.value })}
          />
          <label className={styles.switch} htmlFor={`special-${n}`}>
            <Switch
              id={`special-${n}`}
              size="small"
              checked={day.spans.length > 0}
              onChange={(open) => set(n, { spans: open ? WORKDAY : [] })}
            />
            {t(day.spans.length ? 'hours.open' : 'hours.closed')}
          </label>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('hours.removeDay', { date: day.date })}
            onClick={() => onHours({ ...hours, special: special.filter((_, at) => at !== n) })}
          />
          {day.spans.length > 0 && <Day name={day.date} spans={day.spans} onChange={(spans) => set(n, { spans })} />}
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onHours({ ...hours, special: [...special, { date: today, name: '', spans: [] }] })}
      >
        {t('hours.addDay')}
      </Button>
    </Field>
  )
}
