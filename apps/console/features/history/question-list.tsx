import { useTranslation } from 'react-i18next'
import { type HistoryQuestion, historyQuestion } from '../../../../src/learning/history/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import styles from './history.module.css'
import { useQuestionColumns } from './use-question-columns.tsx'

/** What customers opened with, most frequent first; each can become an example, a draft, or be put aside. */
export function QuestionList({ importId }: { importId: string }) {
  const { t } = useTranslation('history')
  const filters = useFilters(['q', 'known', 'open'])
  const path = `/api/learning/history/${encodeURIComponent(importId)}/questions`
  const pages = usePages<HistoryQuestion>('history-questions', path, filters.values)
  const columns = useQuestionColumns(path)
  return (
    <section>
      <h2 className={styles.heading}>{t('questions')}</h2>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={filters.values.q} placeholder={t('searchFor')} onChange={(q) => filters.set({ q })} />
        <ChoiceFilter
          name={t('field.known')}
          value={filters.values.known}
          options={historyQuestion.shape.known.options.map((value) => ({ value, label: t(`known.${value}`) }))}
          onChange={(known) => filters.set({ known })}
        />
        <ChoiceFilter
          name={t('field.used')}
          value={filters.values.open}
          options={[{ value: 'true', label: t('notUsed') }]}
          onChange={(open) => filters.set({ open })}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('noQuestions')} hint={t('noQuestionsHint')} />}
      >
        <RecordTable
          label={t('questions')}
          columns={columns}
          rows={pages.items}
          faded={(question) => question.used !== null}
        />
      </ListBody>
    </section>
  )
}
