import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { conversationStatus } from '../../../../src/conversations/contract.ts'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import type { Filters } from '../../components/list/use-filters.ts'
import { useSession } from '../../session.tsx'
import { SavedViews } from './saved-views.tsx'
import { useColleagues } from './use-colleagues.ts'
import type { FilterName } from './use-conversations.ts'
import { useTags } from './use-tags.ts'

/** What narrows the list, and the narrowings one comes back to. */
export function ConversationFilters({ filters }: { filters: Filters<FilterName> }) {
  const { t } = useTranslation(['conversations', 'desk'])
  const { user } = useSession()
  const { colleagues } = useColleagues()
  const tags = useTags()
  const { values, set } = filters
  const people = colleagues.filter(({ id }) => id !== user.id).map(({ id, shown }) => ({ value: id, label: shown }))
  return (
    <FilterBar active={filters.active} onClear={filters.clear} end={<SavedViews filters={filters} />}>
      <SearchField value={values.q} placeholder={t('conversations:search')} onChange={(q) => set({ q })} width={230} />
      <ChoiceFilter
        name={t('conversations:column.status')}
        value={values.status}
        onChange={(status) => set({ status })}
        options={conversationStatus.options.map((value) => ({ value, label: t(`desk:status.${value}`) }))}
        width={100}
      />
      <ChoiceFilter
        name={t('conversations:column.assignee')}
        value={values.assignee}
        onChange={(assignee) => set({ assignee })}
        options={[{ value: user.id, label: t('conversations:me') }, ...people]}
        width={100}
        search
      />
      <ChoiceFilter
        name={t('conversations:column.rating')}
        value={values.rating}
        onChange={(rating) => set({ rating })}
        options={[1, 2, 3, 4, 5].map((score) => ({ value: String(score), label: t('conversations:rated', { score }) }))}
        width={92}
      />
      <ChoiceFilter
        name={t('conversations:tag')}
        value={values.tag}
        onChange={(tag) => set({ tag })}
        options={tags.map((tag) => ({ value: tag, label: tag }))}
        width={100}
        search
      />
      {(['from', 'until'] as const).map((name) => (
        <Input
          key={name}
          type="date"
          value={values[name]}
          aria-label={t(`conversations:${name}`)}
          title={t(`conversations:${name}`)}
          style={{ width: 136 }}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      ))}
    </FilterBar>
  )
}
