import { useQuery } from '@tanstack/react-query'
import { Collapse, Input, InputNumber, Segmented, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboundLine } from '../../../../src/outbound/contract.ts'
import { get } from '../../api.ts'
import { HoursEditor } from '../../components/hours/hours-editor.tsx'
import { Field } from '../../components/list/field.tsx'
import type { PlanProps } from './campaign-editor.tsx'
import styles from './campaigns.module.css'
import { fromField, toField } from './fresh-campaign.ts'

/** Over which line, when, how fast and how often. */
export function PaceCard({ plan, onChange }: PlanProps) {
  const { t } = useTranslation('campaigns')
  const id = useId()
  const { pacing, caps, retries } = plan
  const lines = useQuery({
    queryKey: ['outbound-lines'],
    queryFn: ({ signal }) => get<{ items: OutboundLine[] }>('/api/outbound-lines', {}, signal),
  })
  const number = (name: string, value: number, [min, max]: [number, number], change: (value: number) => void) => (
    <Field label={t(`pace.${name as 'atOnce'}`)} id={`${id}-${name}`}>
      <InputNumber
        id={`${id}-${name}`}
        {...{ min, max, value, precision: 0 }}
        onChange={(next) => next !== null && change(next)}
      />
    </Field>
  )
  const at = (name: 'startsAt' | 'endsAt') => (
    <Field label={t(name)} id={`${id}-${name}`} hint={name === 'startsAt' ? t('startsAtHint') : undefined}>
      <Input
        id={`${id}-${name}`}
        type="datetime-local"
        value={toField(plan[name])}
        onChange={(event) => {
          const moment = fromField(event.target.value)
          if (name === 'startsAt') onChange({ startsAt: moment })
          else if (moment) onChange({ endsAt: moment })
        }}
      />
    </Field>
  )
  const known = lines.data?.items ?? []
  return (
    <section className={styles.card}>
      <h2>{t('pace.title')}</h2>
      <Field
        label={t('line')}
        id={`${id}-line`}
        problem={lines.data && !known.length ? t('noLines') : undefined}
        hint={lines.isError ? t('linesUnknown') : undefined}
      >
        <Select
          id={`${id}-line`}
          loading={lines.isPending}
          value={plan.line || undefined}
          placeholder={t('chooseLine')}
          onChange={(line: string) => onChange({ line })}
          options={known.map(({ id: value, name, number }) => ({
            value,
            label: number ? `${name} · ${number}` : name,
          }))}
        />
      </Field>
      <div className={styles.grid}>
        {at('startsAt')}
        {at('endsAt')}
        {number('atOnce', pacing.atOnce, [1, 50], (atOnce) => onChange({ pacing: { ...pacing, atOnce } }))}
        {number('perMinute', pacing.perMinute, [1, 120], (perMinute) => onChange({ pacing: { ...pacing, perMinute } }))}
        {number('ringSeconds', pacing.ringSeconds, [10, 60], (ringSeconds) =>
          onChange({ pacing: { ...pacing, ringSeconds } }),
        )}
        {number('perDay', caps.perDay, [1, 5], (perDay) => onChange({ caps: { ...caps, perDay } }))}
        {number('perWeek', caps.perWeek, [1, 35], (perWeek) => onChange({ caps: { ...caps, perWeek } }))}
        {number('most', retries.most, [0, 5], (most) => onChange({ retries: { ...retries, most } }))}
        {number('busyMinutes', retries.busyMinutes, [5, 10_080], (busyMinutes) =>
          onChange({ retries: { ...retries, busyMinutes } }),
        )}
        {number('noAnswerMinutes', retries.noAnswerMinutes, [5, 10_080], (noAnswerMinutes) =>
          onChange({ retries: { ...retries, noAnswerMinutes } }),
        )}
      </div>
      <Field label={t('machine.title')} hint={t('machine.hint')}>
        <Segmented
          value={plan.machine}
          onChange={(machine) => onChange({ machine })}
          options={(['hang-up', 'leave-message'] as const).map((value) => ({ value, label: t(`machine.${value}`) }))}
        />
      </Field>
      <Collapse
        ghost
        items={[
          {
            key: 'hours',
            label: t('hours'),
            children: (
              <>
                <p className={styles.quiet}>{t('hoursHint')}</p>
                <HoursEditor value={plan.hours} onChange={(hours) => onChange({ hours })} />
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
