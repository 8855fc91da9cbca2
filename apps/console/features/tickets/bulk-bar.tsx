import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import { ChosenBar } from '../../components/list/chosen-bar.tsx'
import type { Chosen } from '../../components/list/use-chosen.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import { PriorityMark } from './marks.tsx'
import { stateOptions } from './state-options.tsx'
import { PRIORITIES } from './terms.ts'
import { useBulk } from './use-bulk.ts'
import { useTicketStates } from './use-ticket-states.ts'

/** What can be done with all ticked tickets at once, and which of them refused and why. */
export function BulkBar({ chosen, tickets }: { chosen: Chosen; tickets: Ticket[] }) {
  const { t } = useTranslation('tickets')
  const colleagues = useColleagues()
  const states = useTicketStates()
  const bulk = useBulk(chosen)
  const { ids } = chosen
  const nameOf = (id: string) => tickets.find((one) => one.id === id)?.title ?? id
  return (
    <ChosenBar
      count={t('bulk.chosen', { count: ids.length })}
      busy={bulk.busy}
      onClear={chosen.clear}
      refused={bulk.refused.map(({ id, message }) => ({ id, message, name: nameOf(id) }))}
      refusedCount={t('bulk.refused', { count: bulk.refused.length })}
      onForget={bulk.forget}
    >
      <Select
        size="small"
        value={null}
        aria-label={t('bulk.status')}
        placeholder={t('bulk.status')}
        popupMatchSelectWidth={false}
        onChange={(state: string | null) => state && bulk.change({ state })}
        options={stateOptions(states.offered())}
      />
      <Select
        size="small"
        value={null}
        aria-label={t('bulk.priority')}
        placeholder={t('bulk.priority')}
        popupMatchSelectWidth={false}
        onChange={(priority) => priority && bulk.change({ priority })}
        options={PRIORITIES.map((value) => ({ value, label: <PriorityMark priority={value} /> }))}
      />
      <Select
        size="small"
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('bulk.assign')}
        placeholder={t('bulk.assign')}
        popupMatchSelectWidth={false}
        onChange={(assigneeId: string | null) => assigneeId && bulk.change({ assigneeId })}
        options={colleagues.options}
      />
    </ChosenBar>
  )
}
