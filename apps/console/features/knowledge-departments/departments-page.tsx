import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Department } from '../../../../src/knowledge/workflow/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { Page } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { KnowledgeHead } from '../knowledge/knowledge-head.tsx'
import { useDepartments } from '../knowledge/use-departments.ts'
import { DepartmentEditor } from './department-editor.tsx'
import { useDepartmentColumns } from './use-department-columns.tsx'

/** Who owns which articles, and whether what one person writes another one publishes. */
export default function DepartmentsPage() {
  const { t } = useTranslation('knowledge-departments')
  const { may } = useSession()
  const { query, items } = useDepartments()
  const columns = useDepartmentColumns()
  const [open, setOpen] = useState<Department | 'new' | null>(null)
  const manages = may('knowledge.manage')
  const add = () => setOpen('new')
  useCommands(manages ? [{ id: 'department:new', title: t('new'), group: t('title'), keys: 'n', run: add }] : [])
  const button = manages && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={add}>
      {t('new')} <Kbd keys="n" />
    </Button>
  )
  const pages = {
    ...{ items, isPending: query.isPending, isError: query.isError && !query.data, error: query.error },
    ...{ isStale: false, hasMore: false, isLoadingMore: false, loadMore: () => undefined },
    retry: () => void query.refetch(),
  }
  return (
    <Page>
      <KnowledgeHead hint={t('hint')}>{button}</KnowledgeHead>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => undefined}
        empty={
          <Empty title={t('empty')} hint={t(manages ? 'emptyHint' : 'askManager')}>
            {button}
          </Empty>
        }
      >
        <RecordTable
          label={t('title')}
          columns={columns}
          rows={items}
          {...(manages ? { onOpen: (one: Department) => setOpen(one) } : {})}
        />
      </ListBody>
      {open && (
        <DepartmentEditor
          key={open === 'new' ? 'new' : open.id}
          department={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
