import { FileTextOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKeyView } from '../../../../src/team/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { KeyCreate } from './key-create.tsx'
import { useKeyColumns } from './use-key-columns.tsx'

/** Keys with which other programs use the API. */
export default function ApiKeysPage() {
  const { t } = useTranslation('api-keys')
  const [creating, setCreating] = useState(false)
  const pages = usePages<ApiKeyView>('api-keys', '/api/api-keys')
  const columns = useKeyColumns()
  const create = () => setCreating(true)
  useCommands([{ id: 'key:new', title: t('new'), group: t('title'), keys: 'n', run: create }])
  const button = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
      {t('new')} <Kbd keys="n" />
    </Button>
  )
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Button icon={<FileTextOutlined aria-hidden />} href="/docs" target="_blank" rel="noreferrer">
          {t('docs')}
        </Button>
        {button}
      </PageHeader>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => undefined}
        empty={
          <Empty title={t('empty')} hint={t('emptyHint')}>
            {button}
          </Empty>
        }
      >
        <RecordTable label={t('title')} rows={pages.items} columns={columns} faded={(key) => key.revokedAt !== null} />
      </ListBody>
      {creating && <KeyCreate onClose={() => setCreating(false)} />}
    </Page>
  )
}
