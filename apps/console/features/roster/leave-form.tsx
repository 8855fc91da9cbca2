import { Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LEAVES, type LeaveKind, type RosterRequest } from '../../../../src/desk/roster/contract.ts'
import { post } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { addDays } from './plan.ts'
import styles from './roster.module.css'
import { useRosterChange } from './use-roster.ts'

/** Asks for a day off or leave from one day to another. */
export function LeaveForm({ today, onClose }: { today: string; onClose: () => void }) {
  const { t } = useTranslation('roster')
  const tomorrow = addDays(today, 1)
  const [leave, setLeave] = useState<LeaveKind>('annual')
  const [from, setFrom] = useState(tomorrow)
  const [to, setTo] = useState(tomorrow)
  const [note, setNote] = useState('')
  const ask = useRosterChange(
    () => post<RosterRequest>('/api/roster/requests', { kind: 'leave', leave, from, to, note }),
    t('request.sent'),
    onClose,
  )
  const date = (id: string, value: string, onChange: (value: string) => void) => (
    <Input
      id={id}
      type="date"
      min={id === 'leave-to' ? from : today}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
  const first = (value: string) => {
    setFrom(value)
    if (value > to) setTo(value)
  }
  return (
    <Modal
      open
      title={t('mine.askLeave')}
      okText={t('request.send')}
      okButtonProps={{ disabled: !from || !to || to < from, loading: ask.isPending }}
      onOk={() => ask.mutate(undefined)}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Segmented
          aria-label={t('mine.askLeave')}
          value={leave}
          onChange={setLeave}
          options={LEAVES.map((value) => ({ value, label: t(`leave.${value}`) }))}
        />
        <div className={styles.fields}>
          <Field label={t('request.from')} id="leave-from">
            {date('leave-from', from, first)}
          </Field>
          <Field label={t('request.to')} id="leave-to">
            {date('leave-to', to, setTo)}
          </Field>
        </div>
        <Field label={t('request.note')} id="leave-note">
          <Input.TextArea
            id="leave-note"
            rows={2}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </Modal>
  )
}
