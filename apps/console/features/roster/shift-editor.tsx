import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SHIFT_COLOURS, type ShiftTemplate, type ShiftTemplateInput } from '../../../../src/desk/roster/contract.ts'
import { post, put, remove } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import styles from './roster.module.css'
import { ShiftChip } from './shift-chip.tsx'
import { useRosterChange } from './use-roster.ts'

const MOST_BREAKS = 4
const FRESH: ShiftTemplateInput = { name: '', colour: 'teal', from: '09:00', to: '18:00', breaks: [] }

/** A shift to choose from: what it is called, when it begins and ends, its breaks and colour. */
export function ShiftEditor({ shift, onClose }: { shift: ShiftTemplate | null; onClose: () => void }) {
  const { t } = useTranslation(['roster', 'lists', 'shell'])
  const ask = useConfirm()
  const [draft, setDraft] = useState<ShiftTemplateInput>(shift ? withoutId(shift) : FRESH)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<ShiftTemplateInput>) => setDraft({ ...draft, ...change })
  const save = useRosterChange(
    (input: ShiftTemplateInput) =>
      shift
        ? put<ShiftTemplate>(`/api/roster/templates/${shift.id}`, input)
        : post<ShiftTemplate>('/api/roster/templates', input),
    t('roster:shift.saved'),
    onClose,
  )
  const drop = useRosterChange(
    () => remove<unknown>(`/api/roster/templates/${shift?.id}`),
    t('roster:shift.removed'),
    onClose,
  )
  const removal = {
    title: t('roster:shift.removeTitle', { name: shift?.name }),
    text: t('roster:shift.removeText'),
    act: t('roster:shift.remove'),
  }
  const submit = () => {
    setTried(true)
    if (draft.name.trim()) save.mutate(draft)
  }
  return (
    <Drawer
      open
      size={480}
      title={shift ? shift.name : t('roster:shift.new')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          {shift && (
            <Button danger type="text" onClick={() => ask(removal, () => drop.mutateAsync(undefined))}>
              {t('roster:shift.remove')}
            </Button>
          )}
          <span className={styles.spring} />
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={submit}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <Field
          label={t('roster:shift.name')}
          id="shift-name"
          problem={tried && !draft.name.trim() ? t('roster:shift.needName') : undefined}
        >
          <Input
            id="shift-name"
            autoFocus
            maxLength={20}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <div className={styles.fields}>
          <Field label={t('roster:shift.from')} id="shift-from">
            <Input
              id="shift-from"
              type="time"
              value={draft.from}
              onChange={(event) => set({ from: event.target.value })}
            />
          </Field>
          <Field
            label={t('roster:shift.to')}
            id="shift-to"
            hint={draft.to < draft.from ? t('roster:shift.nextDay') : undefined}
          >
            <Input id="shift-to" type="time" value={draft.to} onChange={(event) => set({ to: event.target.value })} />
          </Field>
        </div>
        <Breaks breaks={draft.breaks} onChange={(breaks) => set({ breaks })} />
        <Field label={t('roster:shift.colour')}>
          <div className={styles.colours}>
            {SHIFT_COLOURS.map((colour) => (
              <button
                key={colour}
                type="button"
                aria-label={t(`roster:shift.colours.${colour}`)}
                aria-pressed={draft.colour === colour}
                className={styles[colour]}
                onClick={() => set({ colour })}
              />
            ))}
            <ShiftChip shift={{ ...draft, name: draft.name || t('roster:shift.example') }} />
          </div>
        </Field>
      </div>
    </Drawer>
  )
}

type Breaks = ShiftTemplateInput['breaks']
function Breaks({ breaks, onChange }: { breaks: Breaks; onChange: (breaks: Breaks) => void }) {
  const { t } = useTranslation('roster')
  const set = (n: number, change: Partial<Breaks[number]>) =>
    onChange(breaks.map((one, at) => (at === n ? { ...one, ...change } : one)))
  return (
    <Field label={t('shift.breaks')} hint={t('shift.breaksHint')}>
      {breaks.map((one, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a break is its place in the shift
        <div key={n} className={styles.break}>
          <Input
            type="time"
            aria-label={`${t('shift.breaks')} ${n + 1} ${t('shift.from')}`}
            value={one.from}
            onChange={(event) => set(n, { from: event.target.value })}
          />
          –
          <Input
            type="time"
            aria-label={`${t('shift.breaks')} ${n + 1} ${t('shift.to')}`}
            value={one.to}
            onChange={(event) => set(n, { to: event.target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('shift.removeBreak', { number: n + 1 })}
            onClick={() => onChange(breaks.filter((_, at) => at !== n))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        disabled={breaks.length >= MOST_BREAKS}
        onClick={() => onChange([...breaks, { from: '12:00', to: '13:00' }])}
      >
        {t('shift.addBreak')}
      </Button>
    </Field>
  )
}

function withoutId({ id: _, ...rest }: ShiftTemplate): ShiftTemplateInput {
  return rest
}
