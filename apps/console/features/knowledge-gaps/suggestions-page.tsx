import { useTranslation } from 'react-i18next'
import type { ArticleSuggestion } from '../../../../src/knowledge/gaps/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { Page } from '../../components/page-header.tsx'
import { KnowledgeHead } from '../knowledge/knowledge-head.tsx'
import styles from './gaps.module.css'
import { SuggestionCard } from './suggestion-card.tsx'

const STATUSES = ['open', 'accepted', 'dismissed'] as const
const SOURCES = ['cluster', 'case'] as const

/** Articles that are missing: what many customers asked in vain, and what agents solved. */
export default function SuggestionsPage() {
  const { t } = useTranslation('knowledge-gaps')
  const filters = useFilters(['status', 'source'])
  const status = filters.values.status || 'open'
  const pages = usePages<ArticleSuggestion>('suggestions', '/api/knowledge/suggestions', {
    ...{ status, source: filters.values.source },
  })
  return (
    <Page>
      <KnowledgeHead hint={t('suggestions.hint')} />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceFilter
          name={t('suggestions.status')}
          value={status}
          onChange={(next) => filters.set({ status: next === 'open' ? '' : next })}
          options={STATUSES.map((value) => ({ value, label: t(`suggestions.is.${value}`) }))}
        />
        <ChoiceFilter
          name={t('suggestions.source')}
          value={filters.values.source}
          onChange={(source) => filters.set({ source })}
          width={170}
          options={SOURCES.map((value) => ({ value, label: t(`suggestions.from.${value}`) }))}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('suggestions.empty')} hint={t('suggestions.emptyHint')} />}
        flat
      >
        <ul className={styles.cards} aria-label={t('suggestions.title')}>
          {pages.items.map((suggestion) => (
            <SuggestionCard key={suggestion.id} suggestion={suggestion} />
          ))}
        </ul>
      </ListBody>
    </Page>
  )
}
