import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TermView } from '../../../../src/packs/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { toCsv } from './read-lines.ts'
import { TermEditor } from './term-editor.tsx'
import { TermPaste } from './term-paste.tsx'
import { allTerms } from './use-term-acts.ts'
import { useTermColumns } from './use-term-columns.tsx'

/** Words of the trade and what customers say for them. */
export default function TermsPage() {
  const { t } = useTranslation('terms')
  const { may } = useSession()
  const { failed } = useTold()
  const filters = useFilters(['q', 'language', 'pack'])
  const [opened, setOpened] = useState<TermView | 'new' | null>(null)
  const [pasting, setPasting] = useState(false)
  useRenewal('terms.', 'terms')
  useRenewal('pack.', 'terms')
  const pages = usePages<TermView>('terms', '/api/terms', filters.values)
  const columns = useTermColumns()
  const writes = may('knowledge.write')
  const create = () => setOpened('new')
  const own = { id: 'term:new', title: t('new'), group: t('title'), keys: 'n', run: create }
  useCommands(writes ? [own] : [])
  const save = () => void allTerms(filters.values).then(download, failed)
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={save}>
          {t('export')}
        </Button>
        {writes && <Button onClick={() => setPasting(true)}>{t('paste.open')}</Button>}
        {writes && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
            {t('new')} <Kbd keys="n" />
          </Button>
        )}
      </PageHeader>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={filters.values.q} onChange={(q) => filters.set({ q })} placeholder={t('searchFor')} />
        <ChoiceFilter
          name={t('field.language')}
          value={filters.values.language}
          onChange={(language) => filters.set({ language })}
          width={112}
          options={(['zh', 'en', 'any'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
        />
        <ChoiceFilter
          name={t('field.pack')}
          value={filters.values.pack}
          onChange={(pack) => filters.set({ pack })}
          width={112}
          options={[{ value: 'own', label: t('own') }]}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
      >
        <RecordTable
          label={t('title')}
          rows={pages.items}
          columns={columns}
          {...(writes && { onOpen: (term: TermView) => setOpened(term) })}
        />
      </ListBody>
      {opened && <TermEditor term={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />}
      {pasting && <TermPaste onClose={() => setPasting(false)} />}
    </Page>
  )
}

function download(terms: TermView[]): void {
  const address = URL.createObjectURL(new Blob([toCsv(terms)], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: 'terms.csv' })
  link.click()
  URL.revokeObjectURL(address)
}
