import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlannedShift, RosterRequest } from '../../../../src/desk/roster/contract.ts'
import { post } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { nameOf } from '../team/use-colleagues.ts'
import { timesOf } from './plan.ts'
import { useDayText } from './request-text.tsx'
import styles from './roster.module.css'
import { useRosterChange, useSwaps } from './use-roster.ts'

/** Asks a colleague to take a shift, for one of his of that week or for nothing. */
export function SwapForm({ date, shift, onClose }: { date: string; shift: PlannedShift; onClose: () => void }) {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  const day = useDayText()
  const swaps = useSwaps(date, shift.id)
  const [colleagueId, setColleague] = useState<string | null>(null)
  const [theirs, setTheirs] = useState('')
  const [note, setNote] = useState('')
  const people = swaps.data?.items ?? []
  const offered = (people.find(({ userId }) => userId === colleagueId)?.shifts ?? []).map((one) => ({
    ...{ value: one.shift.id, date: one.date },
    label: `${day(one.date)} ${one.shift.name} ${timesOf(one.shift)}`,
  }))
  const taken = offered.find(({ value }) => value === theirs)
  const ask = useRosterChange(
    () =>
      post<RosterRequest>('/api/roster/requests', {
        ...{ kind: 'swap', date, shiftId: shift.id, colleagueId, note },
        theirs: taken ? { date: taken.date, shiftId: taken.value } : null,
      }),
    t('request.sent'),
    onClose,
  )
  const choose = (id: string) => {
    setColleague(id)
    setTheirs('')
  }
  return (
    <Modal
      open
      title={t('mine.swapTitle', { shift: `${day(date)} ${shift.name}` })}
      okText={t('request.send')}
      okButtonProps={{ disabled: !colleagueId, loading: ask.isPending }}
      onOk={() => ask.mutate(undefined)}
      onCancel={onClose}
    >
      {swaps.isPending && <Loading rows={3} />}
      {swaps.isError && <Problem error={swaps.error} onRetry={() => void swaps.refetch()} />}
      {swaps.data && (
        <div className={styles.form}>
          <Field label={t('mine.colleague')} id="swap-colleague">
            <Select
              id="swap-colleague"
              value={colleagueId}
              showSearch={{ optionFilterProp: 'label' }}
              options={people.map((one) => ({
                value: one.userId,
                label: one.busy ? t('mine.busy', { name: nameOf(one, locale) }) : nameOf(one, locale),
              }))}
              onChange={choose}
            />
          </Field>
          {offered.length > 0 && (
            <Field label={t('mine.inReturn')} id="swap-theirs" hint={t('mine.inReturnHint')}>
              <Select
                id="swap-theirs"
                allowClear
                value={theirs || null}
                options={offered}
                onChange={(value?: string) => setTheirs(value ?? '')}
              />
            </Field>
          )}
          <Field label={t('request.note')} id="swap-note">
            <Input.TextArea
              id="swap-note"
              rows={2}
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
        </div>
      )}
    </Modal>
  )
}
