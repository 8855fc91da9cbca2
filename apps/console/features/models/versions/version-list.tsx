import { RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ModelVersion } from '../../../../../src/understanding/models/contract.ts'
import { Empty } from '../../../components/empty.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { usePages } from '../../../components/list/use-pages.ts'
import { Page } from '../../../components/page-header.tsx'
import { useSession } from '../../../session.tsx'
import { KindSwitch, useKind } from '../kind-switch.tsx'
import { ModelsHead } from '../models-head.tsx'
import { useRelease } from './use-release.ts'
import { useVersionColumns } from './use-version-columns.tsx'

/** Every trained version; one of them answers. */
export function VersionList() {
  const { t } = useTranslation('models')
  const { may } = useSession()
  const kind = useKind()
  const pages = usePages<ModelVersion>('models', '/api/models', { kind })
  const columns = useVersionColumns(kind)
  const { askRollBack } = useRelease()
  const earlier = pages.items.some(({ status }) => status === 'retired')
  return (
    <Page>
      <ModelsHead>
        <KindSwitch />
        {may('models.manage') && earlier && (
          <Button icon={<RollbackOutlined aria-hidden />} onClick={() => askRollBack(kind)}>
            {t('version.rollBack')}
          </Button>
        )}
      </ModelsHead>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('version.none')} hint={t('run.noneHint')} />}
      >
        <RecordTable
          label={t('tab.versions')}
          columns={columns}
          rows={pages.items}
          to={({ id }) => `/models/versions/${encodeURIComponent(id)}`}
          marked={({ status }) => status === 'released'}
        />
      </ListBody>
    </Page>
  )
}
