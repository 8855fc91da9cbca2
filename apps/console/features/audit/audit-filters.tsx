import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import type { Filters } from '../../components/list/use-filters.ts'
import zh from '../../locales/zh/audit.json' with { type: 'json' }
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './audit.module.css'

type Noun = keyof (typeof zh)['noun']
const NOUNS = Object.keys(zh.noun) as Noun[]

export function AuditFilters({ filters }: { filters: Filters<'actor' | 'noun' | 'target' | 'from' | 'to'> }) {
  const { t } = useTranslation('audit')
  const { values, set } = filters
  const colleagues = useColleagues()
  const people = colleagues.options.map(({ value, label }) => ({ value: `user:${value}`, label }))
  return (
    <FilterBar active={filters.active} onClear={filters.clear}>
      <SearchField value={values.target} onChange={(target) => set({ target })} placeholder={t('searchFor')} />
      <ChoiceFilter
        name={t('actor')}
        value={values.actor}
        onChange={(actor) => set({ actor })}
        width={116}
        search
        options={[...people, { value: 'system', label: t('system') }]}
      />
      <ChoiceFilter
        name={t('kind')}
        value={values.noun}
        onChange={(noun) => set({ noun })}
        width={116}
        options={NOUNS.map((value) => ({ value, label: t(`noun.${value}`) }))}
      />
      <span className={styles.dates}>
        <Input
          type="date"
          aria-label={t('from')}
          value={values.from}
          max={values.to || undefined}
          onChange={(event) => set({ from: event.target.value })}
        />
        –
        <Input
          type="date"
          aria-label={t('to')}
          value={values.to}
          min={values.from || undefined}
          onChange={(event) => set({ to: event.target.value })}
        />
      </span>
    </FilterBar>
  )
}
