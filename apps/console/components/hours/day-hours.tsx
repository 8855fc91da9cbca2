import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HoursSpan } from '../../../../src/team/contract.ts'
import styles from './hours.module.css'
import { nextSpan, oddSpans } from './odd-spans.ts'

const MOST_SPANS = 4
type Props = { name: string; spans: HoursSpan[]; onChange: (spans: HoursSpan[]) => void }

/** The hours of one day, from and to, up to four times. */
export function DayHours({ name, spans, onChange }: Props) {
  const { t } = useTranslation('lists')
  const set = (n: number, change: Partial<HoursSpan>) =>
    onChange(spans.map((span, at) => (at === n ? { ...span, ...change } : span)))
  const next = spans.length < MOST_SPANS ? nextSpan(spans) : null
  return (
    <span className={styles.spans}>
      {spans.length === 0 && <span className={styles.closed}>{t('hours.closed')}</span>}
      {spans.map((span, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the day
        <span key={`${n} ${span.from} ${span.to}`} className={styles.span}>
          <Time label={`${name} ${t('hours.from')}`} value={span.from} onChange={(from) => set(n, { from })} />
          –
          <Time label={`${name} ${t('hours.to')}`} value={span.to} onChange={(to) => set(n, { to })} />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={`${name} ${t('hours.removeSpan')}`}
            onClick={() => onChange(spans.filter((_, at) => at !== n))}
          />
        </span>
      ))}
      {next && (
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined aria-hidden />}
          aria-label={`${name} ${t('hours.addSpan')}`}
          onClick={() => onChange([...spans, next])}
        />
      )}
      {oddSpans(spans) && (
        <span className={styles.odd} role="alert">
          {t('hours.badSpan')}
        </span>
      )}
    </span>
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
        const typed = event.target.value.trim().replace('：', ':')
        if (!/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(typed)) event.target.value = value
        else if (typed !== value) onChange(typed)
      }}
    />
  )
}
