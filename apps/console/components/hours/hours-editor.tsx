import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessHours, HoursSpan } from '../../../../src/team/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { Field } from '../list/field.tsx'
import styles from './hours.module.css'
import { readSpecial, specialLines } from './special-days.ts'

type Props = { value: BusinessHours; onChange: (hours: BusinessHours) => void; onProblem?: (found: boolean) => void }

/** When somebody is there: the week, and days that differ. */
export function HoursEditor({ value, onChange, onProblem }: Props) {
  const { t } = useTranslation('lists')
  const { locale } = usePreferences()
  const [lines, setLines] = useState(() => specialLines(value.special))
  const [bad, setBad] = useState<number | null>(null)
  const setDay = (day: number, spans: HoursSpan[]) =>
    onChange({ ...value, weekly: value.weekly.map((old, n) => (n === day ? spans : old)) })
  const readLines = (text: string) => {
    setLines(text)
    const read = readSpecial(text)
    setBad(read.bad)
    onProblem?.(read.bad !== null)
    if (read.bad === null) onChange({ ...value, special: read.special })
  }
  return (
    <div className={styles.hours}>
      <Field label={t('hours.zone')} id="hours-zone">
        <Select
          id="hours-zone"
          showSearch
          value={value.timeZone}
          onChange={(timeZone) => onChange({ ...value, timeZone })}
          options={Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))}
        />
      </Field>
      <ul className={styles.week}>
        {value.weekly.map((spans, day) => (
          <Day
            key={dayName(day, locale)}
            name={dayName(day, locale)}
            spans={spans}
            onChange={(next) => setDay(day, next)}
          />
        ))}
      </ul>
      <Field
        label={t('hours.special')}
        id="hours-special"
        hint={t('hours.specialHint')}
        problem={bad === null ? undefined : t('hours.badLine', { line: bad })}
      >
        <Input.TextArea
          id="hours-special"
          autoSize={{ minRows: 3, maxRows: 12 }}
          value={lines}
          onChange={(event) => readLines(event.target.value)}
        />
      </Field>
    </div>
  )
}

type DayProps = { name: string; spans: HoursSpan[]; onChange: (spans: HoursSpan[]) => void }

function Day({ name, spans, onChange }: DayProps) {
  const { t } = useTranslation('lists')
  const set = (n: number, change: Partial<HoursSpan>) =>
    onChange(spans.map((span, i) => (i === n ? { ...span, ...change } : span)))
  const odd = spans.some((span, n) => span.from >= span.to || (n > 0 && spans[n - 1]!.to > span.from))
  const next = (): HoursSpan => {
    const from = spans.at(-1)?.to ?? '09:00'
    return { from, to: from < '18:00' ? '18:00' : '24:00' }
  }
  return (
    <li>
      <span className={styles.day}>{name}</span>
      <span className={styles.spans}>
        {spans.length === 0 && <span className={styles.closed}>{t('hours.closed')}</span>}
        {spans.map((span, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the day
          <span key={n} className={styles.span}>
            <Time label={`${name} ${t('hours.from')}`} value={span.from} onChange={(from) => set(n, { from })} />
            –
            <Time label={`${name} ${t('hours.to')}`} value={span.to} onChange={(to) => set(n, { to })} />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('hours.removeSpan')}
              onClick={() => onChange(spans.filter((_, i) => i !== n))}
            />
          </span>
        ))}
        {spans.length < 4 && spans.at(-1)?.to !== '24:00' && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => onChange([...spans, next()])}
          >
            {t('hours.addSpan')}
          </Button>
        )}
        {odd && (
          <span className={styles.odd} role="alert">
            {t('hours.badSpan')}
          </span>
        )}
      </span>
    </li>
  )
}

/** A time of day; midnight at its end is 24:00, which a clock input cannot hold. */
function Time({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Input
      size="small"
      className={styles.time}
      aria-label={label}
      maxLength={5}
      defaultValue={value}
      onBlur={(event) => {
        const typed = event.target.value.trim()
        if (/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(typed)) onChange(typed)
        else event.target.value = value
      }}
    />
  )
}

/** 2024 began on a Monday. */
const dayName = (day: number, locale: 'zh' | 'en'): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + day),
  )
