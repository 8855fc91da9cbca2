import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DoNotCallEntry } from '../../../../src/outbound/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { post } from '../../api.ts'
import { Stack } from '../../components/columns.tsx'
import { Empty } from '../../components/empty.tsx'
import { Field } from '../../components/list/field.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import { CampaignsHead } from './campaigns-head.tsx'

const KEY = 'do-not-call'

/** Numbers that nobody calls any more: who asked for it, how and when. */
export function DoNotCall() {
  const { t } = useTranslation('campaigns')
  const { may } = useSession()
  const filters = useFilters(['number'])
  const number = filters.values.number?.replace(/[^\d+]/g, '') ?? ''
  const pages = usePages<DoNotCallEntry>(KEY, '/api/do-not-call', { number: number.length >= 3 ? number : '' })
  const [adding, setAdding] = useState(false)
  const [lifting, setLifting] = useState<DoNotCallEntry | null>(null)
  useRenewal('do-not-call.', KEY)
  return (
    <Page>
      <CampaignsHead>
        {may('campaigns.manage') && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('stops.add')}
          </Button>
        )}
      </CampaignsHead>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField
          value={filters.values.number}
          onChange={(number) => filters.set({ number })}
          placeholder={t('stops.searchFor')}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('stops.empty')} hint={t('stops.emptyHint')} />}
      >
        <RecordTable label={t('tab.doNotCall')} columns={useColumns(setLifting)} rows={pages.items} />
      </ListBody>
      {adding && <AddStops onClose={() => setAdding(false)} />}
      {lifting && <LiftStop stop={lifting} onClose={() => setLifting(null)} />}
    </Page>
  )
}

function useColumns(lift: (stop: DoNotCallEntry) => void): Column<DoNotCallEntry>[] {
  const { t } = useTranslation('campaigns')
  const { locale } = usePreferences()
  const { may } = useSession()
  const actorName = useActorName()
  const columns: Column<DoNotCallEntry>[] = [
    { key: 'number', title: t('number'), width: 160, cell: (row) => row.masked },
    { key: 'how', title: t('stops.how'), width: 150, cell: (row) => t(`stops.source.${row.source}`) },
    { key: 'why', title: t('stops.why'), cell: (row) => row.reason || row.campaign || '–' },
    { key: 'by', title: t('stops.by'), width: 120, wideOnly: true, cell: (row) => actorName(row.by) },
    { key: 'at', title: t('stops.at'), width: 190, wideOnly: true, cell: (row) => formatDateTime(row.at, locale) },
  ]
  if (!may('campaigns.manage')) return columns
  const button = (row: DoNotCallEntry) => (
    <Button size="small" onClick={() => lift(row)}>
      {t('stops.lift')}
    </Button>
  )
  return [...columns, { key: 'lift', title: '', width: 110, align: 'right', cell: button }]
}

function AddStops({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['campaigns', 'lists', 'shell'])
  const id = useId()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const numbers = text
    .split(/[\n,，、;；]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const adding = useChange(
    () => post<{ added: number }>('/api/do-not-call', { numbers, reason }),
    ({ added }) => t('campaigns:stops.added', { count: added }),
    onClose,
  )
  return (
    <Modal
      open
      title={t('campaigns:stops.add')}
      okText={t('campaigns:stops.add')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: !numbers.length, loading: adding.isPending }}
      onOk={() => adding.mutate()}
      onCancel={onClose}
    >
      <Stack>
        <Field label={t('campaigns:stops.numbers')} id={`${id}-numbers`} hint={t('campaigns:stops.numbersHint')}>
          <Input.TextArea
            id={`${id}-numbers`}
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Field label={t('campaigns:stops.why')} id={`${id}-reason`}>
          <Input
            id={`${id}-reason`}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </Stack>
    </Modal>
  )
}

function LiftStop({ stop, onClose }: { stop: DoNotCallEntry; onClose: () => void }) {
  const { t } = useTranslation(['campaigns', 'shell'])
  const id = useId()
  const [reason, setReason] = useState('')
  const lifting = useChange(
    () => post(`/api/do-not-call/${encodeURIComponent(stop.id)}/lift`, { reason }),
    () => t('campaigns:stops.lifted'),
    onClose,
  )
  return (
    <Modal
      open
      title={t('campaigns:stops.liftTitle', { number: stop.masked })}
      okText={t('campaigns:stops.lift')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: !reason.trim(), loading: lifting.isPending }}
      onOk={() => lifting.mutate()}
      onCancel={onClose}
    >
      <Field label={t('campaigns:stops.liftWhy')} id={id} hint={t('campaigns:stops.liftHint')}>
        <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  )
}

function useChange<T>(change: () => Promise<T>, said: (done: T) => string, onClose: () => void) {
  const told = useTold()
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async (done) => {
      told.done(said(done))
      onClose()
      await client.invalidateQueries({ queryKey: [KEY] })
    },
    onError: told.failed,
  })
}
