import { UploadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Upload } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportedConsents, NotedConsent } from '../../../../src/outbound/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { upload } from '../../api.ts'
import { Stack } from '../../components/columns.tsx'
import { Empty } from '../../components/empty.tsx'
import { Field } from '../../components/list/field.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import { CampaignsHead } from './campaigns-head.tsx'

const KEY = 'call-consents'

/** What customers said to being called, with the proof; a file of the company's own records may be imported. */
export function Consents() {
  const { t } = useTranslation('campaigns')
  const { may } = useSession()
  const pages = usePages<NotedConsent>(KEY, '/api/call-consents')
  const [importing, setImporting] = useState(false)
  useRenewal('call-consent.', KEY)
  return (
    <Page>
      <CampaignsHead>
        {may('campaigns.manage') && (
          <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
            {t('consents.import')}
          </Button>
        )}
      </CampaignsHead>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => {}}
        empty={<Empty title={t('consents.empty')} hint={t('consents.emptyHint')} />}
      >
        <RecordTable label={t('tab.consents')} columns={useColumns()} rows={pages.items} />
      </ListBody>
      {importing && <ImportConsents onClose={() => setImporting(false)} />}
    </Page>
  )
}

function useColumns(): Column<NotedConsent>[] {
  const { t } = useTranslation('campaigns')
  const { locale } = usePreferences()
  const { may } = useSession()
  const actorName = useActorName()
  return [
    {
      ...{ key: 'who', title: t('who') },
      cell: ({ customerId, name }) =>
        may('customers.read') ? <Link to={`/customers/${encodeURIComponent(customerId)}`}>{name}</Link> : name,
    },
    {
      ...{ key: 'answer', title: t('consents.answer'), width: 110 },
      cell: ({ given }) => (
        <StatusMark tone={given ? 'good' : 'risk'}>{t(given ? 'consents.given' : 'consents.refused')}</StatusMark>
      ),
    },
    { key: 'evidence', title: t('consents.evidence'), cell: (row) => row.evidence },
    { key: 'by', title: t('consents.by'), width: 120, wideOnly: true, cell: (row) => actorName(row.by) },
    { key: 'at', title: t('consents.at'), width: 190, wideOnly: true, cell: (row) => formatDateTime(row.at, locale) },
  ]
}

function ImportConsents({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['campaigns', 'shell'])
  const id = useId()
  const told = useTold()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [evidence, setEvidence] = useState('')
  const sending = useMutation({
    mutationFn: (chosen: File) =>
      upload<ImportedConsents>('/api/call-consents', chosen, chosen.name, () => {}, undefined, { evidence }),
    onSuccess: async (came) => {
      told.done(t('campaigns:consents.imported', came))
      onClose()
      await client.invalidateQueries({ queryKey: [KEY] })
    },
    onError: told.failed,
  })
  return (
    <Modal
      open
      title={t('campaigns:consents.import')}
      okText={t('campaigns:import')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: !file, loading: sending.isPending }}
      onOk={() => file && sending.mutate(file)}
      onCancel={onClose}
    >
      <Stack>
        <Field label={t('campaigns:file')} hint={t('campaigns:consents.fileHint')}>
          <Upload
            accept=".csv,text/csv"
            maxCount={1}
            fileList={file ? [{ uid: 'one', name: file.name }] : []}
            beforeUpload={(chosen) => {
              setFile(chosen)
              return false
            }}
            onRemove={() => setFile(null)}
          >
            <Button icon={<UploadOutlined aria-hidden />}>{t('campaigns:consents.choose')}</Button>
          </Upload>
        </Field>
        <Field label={t('campaigns:consents.evidence')} id={id} hint={t('campaigns:consents.evidenceHint')}>
          <Input
            id={id}
            maxLength={300}
            value={evidence}
            placeholder={t('campaigns:evidenceExample.consent')}
            onChange={(event) => setEvidence(event.target.value)}
          />
        </Field>
      </Stack>
    </Modal>
  )
}
