import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import type { Filters } from '../../components/list/use-filters.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { PRIORITIES } from './terms.ts'
import { useTicketStates } from './use-ticket-states.ts'
import { useTicketTypes } from './use-ticket-types.ts'

type Names = 'q' | 'status' | 'state' | 'type' | 'priority' | 'assignee' | 'overdue' | 'customer' | 'skill'
type View = 'all' | 'active' | 'mine' | 'none' | 'late' | 'other'
const ACTIVE = 'open,pending'

type Props = { filters: Filters<Names>; sort: string; onSort: (sort: string) => void }

export function TicketFilters({ filters, sort, onSort }: Props) {
  const { t } = useTranslation('tickets')
  const colleagues = useColleagues()
  const states = useTicketStates()
  const types = useTicketTypes()
  const { values, set } = filters
  const people = [{ value: 'me', label: t('mine') }, { value: 'none', label: t('nobody') }, ...colleagues.options]
  return (
    <FilterBar
      active={filters.active}
      onClear={filters.clear}
      end={
        <Select
          variant="borderless"
          aria-label={t('sort.label')}
          value={sort}
          onChange={onSort}
          popupMatchSelectWidth={false}
          options={(['newest', 'due', 'urgent'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
      }
    >
      <Segmented<View>
        value={viewOf(values)}
        onChange={(view) => set(view === 'other' ? {} : { ...EMPTY, ...VIEWS[view] })}
        options={(['all', 'active', 'mine', 'none', 'late'] as const).map((value) => ({
          value,
          label: t(`view.${value}`),
        }))}
      />
      <SearchField value={values.q} onChange={(q) => set({ q })} placeholder={t('searchFor')} width={230} />
      <ChoiceFilter
        name={t('field.status')}
        value={values.state}
        onChange={(state) => set({ state })}
        width={96}
        options={states.all.map(({ id }) => ({ value: id, label: states.name(id) }))}
      />
      <ChoiceFilter
        name={t('field.type')}
        value={values.type}
        onChange={(type) => set({ type })}
        width={96}
        options={types.options}
      />
      <ChoiceFilter
        name={t('field.priority')}
        value={values.priority}
        onChange={(priority) => set({ priority })}
        width={96}
        options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
      />
      <ChoiceFilter
        name={t('field.assignee')}
        value={values.assignee}
        onChange={(assignee) => set({ assignee })}
        width={108}
        search
        options={people}
      />
    </FilterBar>
  )
}

const EMPTY = { status: '', assignee: '', overdue: '' }
const VIEWS: Record<Exclude<View, 'other'>, Partial<Record<Names, string>>> = {
  all: {},
  active: { status: ACTIVE },
  mine: { status: ACTIVE, assignee: 'me' },
  none: { status: ACTIVE, assignee: 'none' },
  late: { overdue: 'true' },
}

/** Which of the ready-made views the filters amount to. */
function viewOf(values: Record<Names, string>): View {
  const same = ([, wanted]: [string, Partial<Record<Names, string>>]) =>
    (['status', 'assignee', 'overdue'] as const).every((name) => values[name] === (wanted[name] ?? ''))
  return (Object.entries(VIEWS).find(same)?.[0] as View | undefined) ?? 'other'
}
