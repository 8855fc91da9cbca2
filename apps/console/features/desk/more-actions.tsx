import { DownloadOutlined, EllipsisOutlined, MailOutlined, MergeOutlined, StopOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { saveFile } from '../../components/list/save-file.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { useSession } from '../../session.tsx'
import { BlockDialog } from './actions/block-dialog.tsx'
import { MergeDialog } from './actions/merge-dialog.tsx'
import { TranscriptDialog } from './actions/transcript-dialog.tsx'

/** What is wanted seldom: the conversation as text, joining it with another one, keeping somebody out. */
export function MoreActions({ conversation, living }: { conversation: Conversation; living: boolean }) {
  const { t } = useTranslation('desk')
  const { may } = useSession()
  const { failed } = useTold()
  const [dialog, setDialog] = useState<'merge' | 'block' | 'mail' | null>(null)
  const download = () =>
    void saveFile(`/api/conversations/${conversation.id}/transcript`, `${conversation.customerName}.txt`).catch(failed)
  const group = t('keys.group')
  const offered = [
    {
      id: 'desk:transcript',
      title: t('more.transcript'),
      icon: <DownloadOutlined aria-hidden />,
      run: download,
      shown: true,
    },
    {
      id: 'desk:transcript-mail',
      title: t('more.mail'),
      icon: <MailOutlined aria-hidden />,
      run: () => setDialog('mail'),
      shown: may('conversations.reply'),
    },
    {
      id: 'desk:merge',
      title: t('more.merge'),
      icon: <MergeOutlined aria-hidden />,
      run: () => setDialog('merge'),
      shown: living,
    },
    {
      id: 'desk:block',
      title: t('more.block'),
      icon: <StopOutlined aria-hidden />,
      run: () => setDialog('block'),
      shown: may('customers.write'),
    },
  ].filter(({ shown }) => shown)
  useCommands(offered.map(({ id, title, run }) => ({ id, title, group, run })))
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{ items: offered.map(({ id, title, icon, run }) => ({ key: id, label: title, icon, onClick: run })) }}
      >
        <Button type="text" icon={<EllipsisOutlined aria-hidden />} aria-label={t('more.label')} />
      </Dropdown>
      {dialog === 'merge' && <MergeDialog conversation={conversation} onClose={() => setDialog(null)} />}
      {dialog === 'mail' && <TranscriptDialog conversation={conversation} onClose={() => setDialog(null)} />}
      {dialog === 'block' && (
        <BlockDialog
          customerId={conversation.customerId}
          name={conversation.customerName}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
