import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RosterSettings, ShiftTemplate } from '../../../../src/desk/roster/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { put } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { Field } from '../../components/list/field.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { asPages } from '../routing/use-routing.ts'
import { hoursOf, timesOf } from './plan.ts'
import styles from './roster.module.css'
import { RosterHead } from './roster-head.tsx'
import { ShiftChip } from './shift-chip.tsx'
import { ShiftEditor } from './shift-editor.tsx'
import { useRosterChange, useRosterSettings, useShifts } from './use-roster.ts'

/** Shifts to choose from, and the rules that plans are held against. */
export function ShiftsPage() {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  const shifts = useShifts()
  const settings = useRosterSettings()
  const [open, setOpen] = useState<ShiftTemplate | 'new' | null>(null)
  const hours = (one: ShiftTemplate) =>
    formatNumber(hoursOf({ leave: null, shifts: [{ ...one, templateId: null }] }), locale, 1)
  return (
    <Page>
      <RosterHead hint={t('shift.hint')}>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
          {t('shift.new')}
        </Button>
      </RosterHead>
      <ListBody
        pages={asPages(shifts)}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('shift.empty')} hint={t('shift.emptyHint')} />}
      >
        <RecordTable
          label={t('tab.shifts')}
          rows={shifts.data?.items ?? []}
          onOpen={setOpen}
          columns={[
            { key: 'name', title: t('shift.name'), cell: (one) => <ShiftChip shift={one} /> },
            { key: 'breaks', title: t('shift.breaks'), cell: (one) => one.breaks.map(timesOf).join(' · ') || '—' },
            { key: 'hours', title: t('shift.hours'), width: 110, align: 'right', cell: hours },
          ]}
        />
      </ListBody>
      {settings.data && <Rules key={JSON.stringify(settings.data)} known={settings.data} />}
      {open && (
        <ShiftEditor
          key={open === 'new' ? 'new' : open.id}
          shift={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}

const NUMBERS = [
  ['restHours', 0, 24, 1],
  ['weeklyHours', 1, 100, 1],
  ['chatsAtOnce', 1, 20, 1],
  ['withinSeconds', 1, 3600, 1],
  ['share', 1, 99, 100],
] as const

function Rules({ known }: { known: RosterSettings }) {
  const { t } = useTranslation(['roster', 'lists'])
  const [draft, setDraft] = useState(known)
  const set = (change: Partial<RosterSettings>) => setDraft({ ...draft, ...change })
  const save = useRosterChange(
    (next: RosterSettings) => put<RosterSettings>('/api/roster/settings', next),
    t('roster:rules.saved'),
  )
  const changed = JSON.stringify(draft) !== JSON.stringify(known)
  return (
    <section className={styles.rules}>
      <h2>{t('roster:rules.title')}</h2>
      <p className={styles.soft}>{t('roster:rules.hint')}</p>
      <div className={styles.fields}>
        {NUMBERS.map(([name, min, max, times]) => (
          <Field key={name} label={t(`roster:rules.${name}`)} id={`rules-${name}`}>
            <InputNumber
              id={`rules-${name}`}
              min={min}
              max={max}
              value={Math.round(draft[name] * times)}
              onChange={(value) => set({ [name]: (value ?? min) / times })}
            />
          </Field>
        ))}
        <Field label={t('roster:rules.handleSeconds')} id="rules-handle">
          <InputNumber
            id="rules-handle"
            min={1}
            max={7200}
            placeholder={t('roster:rules.measured')}
            value={draft.handleSeconds}
            onChange={(handleSeconds) => set({ handleSeconds })}
          />
        </Field>
        <Field label={t('roster:rules.timeZone')} id="rules-zone">
          <Input id="rules-zone" value={draft.timeZone} onChange={(event) => set({ timeZone: event.target.value })} />
        </Field>
      </div>
      <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate(draft)}>
        {t('lists:save')}
      </Button>
    </section>
  )
}
