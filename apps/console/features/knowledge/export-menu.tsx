import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, type Query } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { readPreferences } from '../../preferences.ts'

const FORMATS = { csv: 'csv', markdown: 'md' } as const
type Format = keyof typeof FORMATS

/** Saves the filtered articles as a table that can be imported again, or as one document to read. */
export function ExportMenu({ filters }: { filters: Query }) {
  const { t } = useTranslation('knowledge')
  const { failed } = useTold()
  const [busy, setBusy] = useState(false)
  const save = async (format: Format) => {
    setBusy(true)
    await download(format, filters).catch(failed)
    setBusy(false)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'csv', label: t('export.csv'), onClick: () => void save('csv') },
          { key: 'markdown', label: t('export.markdown'), onClick: () => void save('markdown') },
        ],
      }}
    >
      <Button icon={<DownloadOutlined aria-hidden />} loading={busy}>
        {t('export.title')}
      </Button>
    </Dropdown>
  )
}

async function download(format: Format, { status, category, language, departmentId }: Query): Promise<void> {
  const search = new URLSearchParams({ format })
  for (const [name, value] of Object.entries({ status, category, language, departmentId }))
    if (value) search.set(name, String(value))
  const answer = await fetch(`/api/knowledge/export?${search}`, {
    headers: { 'accept-language': readPreferences().locale },
  })
  if (!answer.ok) throw new ApiError('internal', (await answer.json()).error?.message ?? '', answer.status)
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = `knowledge-${new Date().toISOString().slice(0, 10)}.${FORMATS[format]}`
  link.click()
  URL.revokeObjectURL(address)
}
