import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '../../../../src/desk/routing/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSkillName } from '../desk/use-skill-name.ts'
import { QueueEditor } from './queue-editor.tsx'
import { RoutingHead } from './routing-head.tsx'
import { asPages, useQueues } from './use-routing.ts'

/** Queues in the order in which they are asked whether they take somebody. */
export function QueuesPage() {
  const { t } = useTranslation('routing')
  const queues = useQueues()
  const columns = useQueueColumns(queues.data?.items ?? [])
  const [open, setOpen] = useState<Queue | 'new' | null>(null)
  const add = () => setOpen('new')
  useCommands([{ id: 'queue:new', title: t('queue.new'), group: t('title'), keys: 'n', run: add }])
  const button = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={add}>
      {t('queue.new')} <Kbd keys="n" />
    </Button>
  )
  return (
    <Page>
      <RoutingHead hint={t('queue.hint')}>{button}</RoutingHead>
      <ListBody
        pages={asPages(queues)}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('queue.empty')}>{button}</Empty>}
      >
        <RecordTable label={t('tab.queues')} columns={columns} rows={queues.data?.items ?? []} onOpen={setOpen} />
      </ListBody>
      {open && (
        <QueueEditor
          key={open === 'new' ? 'new' : `${open.id} ${open.version}`}
          queue={open === 'new' ? null : open}
          queues={queues.data?.items ?? []}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}

function useQueueColumns(queues: Queue[]): Column<Queue>[] {
  const { t } = useTranslation('routing')
  const { locale } = usePreferences()
  const skillName = useSkillName()
  const nameOf = (id: string) => queues.find((queue) => queue.id === id)?.name[locale] ?? id
  const takes = ({ takes: wanted }: Queue) =>
    [
      ...wanted.tiers.map((tier) => tier.toUpperCase()),
      ...wanted.tags,
      ...wanted.skills.map(skillName),
      ...wanted.languages.map((language) => t(`takes.language.${language}`)),
      ...wanted.channels,
    ].join(' · ')
  return [
    { key: 'name', title: t('queue.name'), cell: (queue) => <b>{queue.name[locale]}</b> },
    { key: 'takes', title: t('queue.takes'), cell: (queue) => takes(queue) || t('queue.rest') },
    {
      key: 'mode',
      title: t('queue.mode'),
      width: 130,
      cell: (queue) => (
        <StatusMark plain tone={queue.mode === 'manual' ? 'quiet' : 'action'}>
          {t(`mode.${queue.mode}`)}
        </StatusMark>
      ),
    },
    {
      key: 'hours',
      title: t('queue.hours'),
      width: 150,
      wideOnly: true,
      cell: (queue) => (queue.hours ? t('hours.set') : t('hours.always')),
    },
    {
      key: 'overflow',
      title: t('queue.overflow'),
      wideOnly: true,
      cell: ({ overflow }) =>
        overflow ? t('queue.overflowTo', { seconds: overflow.afterSeconds, name: nameOf(overflow.queueId) }) : '—',
    },
    {
      key: 'level',
      title: t('level.title'),
      width: 140,
      align: 'right',
      cell: ({ serviceLevel: { share, seconds } }) =>
        `${Math.round(share * 100)} % · ${t('seconds', { count: seconds })}`,
    },
    {
      key: 'alert',
      title: t('queue.alert'),
      width: 120,
      align: 'right',
      cell: (queue) => t('seconds', { count: queue.alertAfterSeconds }),
    },
  ]
}
