import { InboxOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { type FailureCase, FEELING_REASONS, MEANING_REASONS } from '../../../../../src/learning/contract.ts'
import { languageName } from '../../../../kit/format.ts'
import { Empty } from '../../../components/empty.tsx'
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx'
import { FilterBar } from '../../../components/list/filter-bar.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { SearchField } from '../../../components/list/search-field.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { usePages } from '../../../components/list/use-pages.ts'
import { Page } from '../../../components/page-header.tsx'
import { useKind } from '../../models/kind-switch.tsx'
import { LearningHead } from '../learning-head.tsx'
import { CaseDrawer } from './case-drawer.tsx'
import { useCaseColumns } from './use-case-columns.tsx'

/** Every case there ever was, with what came of it. */
export function CaseList() {
  const { t } = useTranslation('learning')
  const kind = useKind()
  const filters = useFilters(['q', 'status', 'reason', 'language', 'sort'])
  const opened = useFilters(['case'])
  const pages = usePages<FailureCase>('cases', '/api/learning/cases', { ...filters.values, kind })
  const columns = useCaseColumns()
  const reasons = kind === 'emotion' ? FEELING_REASONS : MEANING_REASONS
  const { values, set } = filters
  return (
    <Page>
      <LearningHead />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={values.q} placeholder={t('searchFor')} onChange={(q) => set({ q })} />
        <ChoiceFilter
          name={t('field.status')}
          value={values.status}
          onChange={(status) => set({ status })}
          options={(['open', 'labelled', 'dismissed'] as const).map((value) => ({
            value,
            label: t(`status.${value}`),
          }))}
        />
        <ChoiceFilter
          name={t('field.reason')}
          value={values.reason}
          onChange={(reason) => set({ reason })}
          options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
        <ChoiceFilter
          name={t('field.language')}
          value={values.language}
          width={100}
          onChange={(language) => set({ language })}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: languageName(value) }))}
        />
        <ChoiceFilter
          name={t('field.sort')}
          value={values.sort}
          onChange={(sort) => set({ sort })}
          options={(['newest', 'least-sure'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={
          <Empty
            icon={<InboxOutlined aria-hidden />}
            title={t('noCases')}
            hint={t(kind === 'emotion' ? 'noFeelingsHint' : 'noCasesHint')}
          />
        }
      >
        <RecordTable
          label={t('tab.cases')}
          columns={columns}
          rows={pages.items}
          onOpen={(one) => opened.set({ case: one.id })}
          faded={(one) => one.status === 'dismissed'}
        />
      </ListBody>
      {opened.values.case && <CaseDrawer key={opened.values.case} id={opened.values.case} onClose={opened.clear} />}
    </Page>
  )
}
