import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api.ts'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import type { Filters } from '../../components/list/use-filters.ts'
import { useCategoryName } from './use-category-name.ts'
import { useDepartments } from './use-departments.ts'

type Names = 'q' | 'status' | 'category' | 'department' | 'language'

export function ArticleFilters({ filters }: { filters: Filters<Names> }) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const categoryName = useCategoryName()
  const categories = useCategories()
  const { options: departments } = useDepartments()
  return (
    <FilterBar active={filters.active} onClear={filters.clear}>
      <SearchField
        value={filters.values.q}
        onChange={(q) => filters.set({ q })}
        placeholder={t('knowledge:searchFor')}
        width={220}
      />
      <ChoiceFilter
        name={t('knowledge:field.status')}
        value={filters.values.status}
        onChange={(status) => filters.set({ status })}
        width={104}
        options={(['published', 'draft', 'in_review', 'archived', 'expiring'] as const).map((value) => ({
          value,
          label: t(`knowledge:status.${value}`),
        }))}
      />
      <ChoiceFilter
        name={t('knowledge:field.category')}
        value={filters.values.category}
        onChange={(category) => filters.set({ category })}
        width={112}
        search
        options={categories.map(({ category, articles }) => ({
          value: category,
          label: `${categoryName(category)} ${articles}`,
        }))}
      />
      {departments.length > 0 && (
        <ChoiceFilter
          name={t('knowledge:field.departmentId')}
          value={filters.values.department}
          onChange={(department) => filters.set({ department })}
          width={104}
          options={[...departments, { value: 'none', label: t('knowledge:noDepartment') }]}
        />
      )}
      <ChoiceFilter
        name={t('knowledge:field.language')}
        value={filters.values.language}
        onChange={(language) => filters.set({ language })}
        width={96}
        options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`lists:${value}`) }))}
      />
    </FilterBar>
  )
}

/** Categories in use, the fullest first. */
function useCategories(): { category: string; articles: number }[] {
  const query = useQuery({
    queryKey: ['articles', 'categories'],
    queryFn: ({ signal }) =>
      get<{ items: { category: string; articles: number }[] }>('/api/knowledge/categories', {}, signal),
    staleTime: 60_000,
  })
  return (query.data?.items ?? []).toSorted((a, b) => b.articles - a.articles)
}
