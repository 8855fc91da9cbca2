import { PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type StrategyLine, strategy } from '../../../../src/emotion/strategy/contract.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { EffectTable } from './effect-table.tsx'
import { LineDrawer } from './line-drawer.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import styles from './strategy.module.css'
import { useMatrix } from './use-matrix.ts'

/** How customers are treated: the matrix as a table, tried on the past before it is released. */
export default function StrategyPage() {
  const { t } = useTranslation('strategy')
  const { matrix, save, drop, release, rollBack, preview } = useMatrix()
  const [opened, setOpened] = useState<StrategyLine | null>(null)
  const [releasing, setReleasing] = useState(false)
  const [note, setNote] = useState('')
  const { data, error, refetch } = matrix
  if (matrix.isPending) return <Loading page />
  if (!data) return <Problem page error={error} onRetry={() => void refetch()} />
  const lines = data.draft ?? data.lines
  const keep = (line: StrategyLine) => {
    const at = lines.findIndex(({ id }) => id === line.id)
    save.mutate(at < 0 ? [...lines, line] : lines.with(at, line))
    setOpened(null)
  }
  const remove = ({ id }: StrategyLine) => {
    save.mutate(lines.filter((one) => one.id !== id))
    setOpened(null)
  }
  const fresh = (): StrategyLine => {
    const line = { id: `own.${Date.now().toString(36)}`, title: { zh: '-', en: '-' }, when: {}, treat: {} }
    return { ...strategy.parse(line), title: { zh: '', en: '' }, origin: 'own' }
  }
  const scripts = [...new Set(lines.flatMap(({ treat }) => treat.script ?? []))].sort()
  const versions = [...data.versions.slice(1, 11).map(({ version }) => version), ...(data.version > 0 ? [0] : [])]
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <StatusMark tone={data.draft ? 'person' : 'good'}>
          {data.draft ? t('edited') : data.version ? t('inForce', { version: data.version }) : t('asPacks')}
        </StatusMark>
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setOpened(fresh())}>
          {t('new')}
        </Button>
        <Button size="small" loading={preview.isPending} onClick={() => preview.mutate(lines)}>
          {t('preview')}
        </Button>
        {data.draft && (
          <>
            <Button size="small" onClick={() => drop.mutate()}>
              {t('drop')}
            </Button>
            <Button size="small" type="primary" onClick={() => setReleasing(true)}>
              {t('release')}
            </Button>
          </>
        )}
        {!data.draft && versions.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: versions.map((version) => ({
                key: version,
                label: version ? t('version', { version }) : t('asPacks'),
                onClick: () => rollBack.mutate(version),
              })),
            }}
          >
            <Button size="small">{t('rollBack')}</Button>
          </Dropdown>
        )}
      </PageHeader>
      {preview.data && <PreviewPanel preview={preview.data} lines={lines} onClose={preview.reset} />}
      <MatrixTable lines={lines} onOpen={setOpened} onSwitch={(line) => keep({ ...line, enabled: !line.enabled })} />
      <EffectTable lines={lines} />
      {opened && (
        <LineDrawer
          key={opened.id}
          line={opened}
          scripts={scripts}
          onKeep={keep}
          onRemove={opened.origin === 'own' && lines.includes(opened) ? () => remove(opened) : undefined}
          onClose={() => setOpened(null)}
        />
      )}
      <Modal
        open={releasing}
        title={t('releaseTitle')}
        okText={t('release')}
        onCancel={() => setReleasing(false)}
        onOk={() => {
          release.mutate(note)
          setReleasing(false)
          setNote('')
        }}
      >
        <p className={styles.soft}>{t('releaseHint')}</p>
        <Input value={note} maxLength={200} placeholder={t('note')} onChange={(event) => setNote(event.target.value)} />
      </Modal>
    </Page>
  )
}
