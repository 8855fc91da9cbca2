import { AppstoreOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseCluster } from '../../../../../src/learning/contract.ts'
import { languageName } from '../../../../kit/format.ts'
import { Empty } from '../../../components/empty.tsx'
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx'
import { FilterBar } from '../../../components/list/filter-bar.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { usePages } from '../../../components/list/use-pages.ts'
import { Page } from '../../../components/page-header.tsx'
import { useKind } from '../../models/kind-switch.tsx'
import { LearningHead } from '../learning-head.tsx'
import { GroupDrawer } from './group-drawer.tsx'
import { useGroupColumns } from './use-group-columns.tsx'

/** Open cases that say about the same, the largest group first: one label for all of them. */
export function GroupList() {
  const { t } = useTranslation('learning')
  const kind = useKind()
  const filters = useFilters(['language'])
  const pages = usePages<CaseCluster>('case-groups', '/api/learning/clusters', { ...filters.values, kind })
  const [opened, setOpened] = useState<CaseCluster | null>(null)
  const columns = useGroupColumns()
  return (
    <Page>
      <LearningHead />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceFilter
          name={t('field.language')}
          value={filters.values.language}
          onChange={(language) => filters.set({ language })}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: languageName(value) }))}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty icon={<AppstoreOutlined aria-hidden />} title={t('group.empty')} hint={t('group.emptyHint')} />}
      >
        <RecordTable label={t('tab.groups')} columns={columns} rows={pages.items} onOpen={setOpened} />
      </ListBody>
      {opened && <GroupDrawer key={opened.id} kind={kind} group={opened} onClose={() => setOpened(null)} />}
    </Page>
  )
}
