import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { ReplyEditor } from './reply-editor.tsx'
import { ReplyTabs } from './reply-tabs.tsx'
import { useReplies } from './use-replies.ts'
import { useReplyColumns } from './use-reply-columns.tsx'

/** Ready-made replies, called up in the composer with `/`. */
export function ReplyList() {
  const { t } = useTranslation(['replies', 'lists'])
  const filters = useFilters(['q', 'language', 'owner'])
  const opened = useFilters(['edit'])
  const replies = useReplies(filters.values)
  const columns = useReplyColumns()
  const create = () => opened.set({ edit: 'new' })
  useCommands([{ id: 'reply:new', title: t('replies:new'), group: t('replies:title'), keys: 'n', run: create }])
  const button = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
      {t('replies:new')} <Kbd keys="n" />
    </Button>
  )
  const edited = opened.values.edit
  const found = replies.all.find((reply) => reply.id === edited) ?? null
  return (
    <Page>
      <PageHeader title={t('replies:title')} hint={t('replies:hint')}>
        {button}
      </PageHeader>
      <ReplyTabs />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField
          value={filters.values.q}
          onChange={(q) => filters.set({ q })}
          placeholder={t('replies:searchFor')}
        />
        <ChoiceFilter
          name={t('replies:field.language')}
          value={filters.values.language}
          onChange={(language) => filters.set({ language })}
          width={104}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`lists:${value}`) }))}
        />
        <ChoiceFilter
          name={t('replies:field.owner')}
          value={filters.values.owner}
          onChange={(owner) => filters.set({ owner })}
          width={116}
          options={(['team', 'own'] as const).map((value) => ({ value, label: t(`replies:owner.${value}`) }))}
        />
      </FilterBar>
      <ListBody
        pages={replies.pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={
          <Empty title={t('replies:empty')} hint={t('replies:emptyHint')}>
            {button}
          </Empty>
        }
      >
        <RecordTable
          label={t('replies:title')}
          rows={replies.pages.items}
          columns={columns}
          onOpen={(reply) => opened.set({ edit: reply.id })}
          marked={(reply) => reply.id === edited}
        />
      </ListBody>
      {(edited === 'new' || found) && <ReplyEditor key={edited} reply={found} onClose={opened.clear} />}
    </Page>
  )
}
