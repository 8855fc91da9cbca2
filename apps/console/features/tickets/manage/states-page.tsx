import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketStateView } from '../../../../../src/tickets/states/contract.ts'
import { type Column, RecordTable } from '../../../components/list/record-table.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { TicketStateMark } from '../marks.tsx'
import { TicketsHead } from '../tickets-head.tsx'
import { useTicketStates } from '../use-ticket-states.ts'
import styles from './manage.module.css'
import { StateEditor } from './state-editor.tsx'

/** What tickets can be in, in the words of the house. */
export function StatesPage() {
  const { t } = useTranslation('tickets')
  const states = useTicketStates()
  const opened = useFilters(['edit'])
  const columns = useStateColumns()
  const edited = opened.values.edit
  const found = states.find(edited) ?? null
  return (
    <Page>
      <TicketsHead>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => opened.set({ edit: 'new' })}>
          {t('states.new')}
        </Button>
      </TicketsHead>
      <p className={styles.hint}>{t('states.hint')}</p>
      {states.query.isPending && <Loading rows={6} />}
      {states.query.isError && <Problem error={states.query.error} onRetry={() => states.query.refetch()} />}
      {states.query.data && (
        <div className={styles.card}>
          <RecordTable
            label={t('tab.states')}
            columns={columns}
            rows={states.all}
            onOpen={(state) => opened.set({ edit: state.id })}
            faded={(state) => !state.active}
            marked={(state) => state.id === edited}
          />
        </div>
      )}
      {(edited === 'new' || found) && <StateEditor key={edited} state={found} onClose={opened.clear} />}
    </Page>
  )
}

function useStateColumns(): Column<TicketStateView>[] {
  const { t } = useTranslation('tickets')
  return [
    { key: 'state', title: t('field.status'), cell: (state) => <TicketStateMark state={state.id} /> },
    { key: 'status', title: t('states.status'), width: 160, cell: (state) => t(`status.${state.status}`) },
    {
      key: 'clock',
      title: t('states.clock'),
      width: 200,
      cell: (state) => <span className={styles.soft}>{t(`states.clocks.${state.status}`)}</span>,
    },
    {
      key: 'active',
      title: '',
      width: 90,
      cell: (state) => (state.active ? null : <span className={styles.soft}>{t('types.outOfUse')}</span>),
    },
  ]
}
