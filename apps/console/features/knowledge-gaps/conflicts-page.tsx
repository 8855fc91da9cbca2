import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ArticlePair } from '../../../../src/knowledge/conflicts/contract.ts'
import { type Page as ApiPage, get } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { Page } from '../../components/page-header.tsx'
import { KnowledgeHead } from '../knowledge/knowledge-head.tsx'
import { Notice } from '../knowledge/notice.tsx'
import styles from './gaps.module.css'
import { PairCard } from './pair-card.tsx'

const KINDS = ['conflict', 'duplicate'] as const
const PATH = '/api/knowledge/pairs'

/** Articles that say the same twice, or different things about the same question, side by side. */
export default function ConflictsPage() {
  const { t } = useTranslation('knowledge-gaps')
  const filters = useFilters(['kind', 'dismissed'])
  const { kind, dismissed } = filters.values
  const pages = usePages<ArticlePair>('article-pairs', PATH, { kind, dismissed: dismissed || 'no' })
  const waiting = useWaiting()
  return (
    <Page>
      <KnowledgeHead hint={t('pairs.hint')} />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceFilter
          name={t('pairs.kind')}
          value={kind}
          onChange={(next) => filters.set({ kind: next })}
          options={KINDS.map((value) => ({ value, label: t(`pairs.is.${value}`) }))}
        />
        <ChoiceFilter
          name={t('pairs.state')}
          value={dismissed}
          onChange={(next) => filters.set({ dismissed: next })}
          options={[{ value: 'yes', label: t('pairs.dismissedOnes') }]}
        />
      </FilterBar>
      {waiting > 0 && (
        <div className={styles.waiting}>
          <Notice title={t('pairs.waiting', { count: waiting })} />
        </div>
      )}
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('pairs.empty')} hint={t('pairs.emptyHint')} />}
        flat
      >
        <ul className={styles.cards} aria-label={t('pairs.title')}>
          {pages.items.map((pair) => (
            <PairCard key={pair.id} pair={pair} />
          ))}
        </ul>
      </ListBody>
    </Page>
  )
}

/** How many articles have not been compared with the others yet. */
function useWaiting(): number {
  const query = useQuery({
    queryKey: ['article-pairs', 'waiting'],
    queryFn: ({ signal }) => get<ApiPage<ArticlePair> & { waiting: number }>(PATH, { limit: 1 }, signal),
    refetchInterval: ({ state }) => (state.data?.waiting ? 15_000 : false),
  })
  return query.data?.waiting ?? 0
}
