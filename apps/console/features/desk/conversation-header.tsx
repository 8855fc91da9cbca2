import {
  ArrowLeftOutlined,
  BranchesOutlined,
  ClockCircleOutlined,
  FileAddOutlined,
  LayoutOutlined,
  RobotOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { type Command, useCommands } from '../../commands/registry.ts'
import { EmotionPopover } from '../../components/emotion/emotion-popover.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { useSession } from '../../session.tsx'
import { CloseDialog } from './actions/close-dialog.tsx'
import { SnoozeMenu } from './actions/snooze-menu.tsx'
import { TicketDialog } from './actions/ticket-dialog.tsx'
import { TransferDialog } from './actions/transfer-dialog.tsx'
import { useActions } from './actions/use-actions.ts'
import { useTending } from './actions/use-tending.ts'
import styles from './desk.module.css'
import { Filing } from './filing.tsx'
import { HeaderActions } from './header-actions.tsx'
import { MoreActions } from './more-actions.tsx'
import { PathDrawer } from './path/path-drawer.tsx'

type Props = {
  conversation: Conversation
  mine: boolean
  onGone: () => void
  onBack?: () => void
  sideOpen: boolean
  onToggleSide: () => void
}
type Dialog = 'snooze' | 'transfer' | 'close' | 'ticket' | 'path' | null

/** Who this is and what can be done; every action names its key. */
export function ConversationHeader({ conversation, mine, onGone, onBack, sideOpen, onToggleSide }: Props) {
  const { t } = useTranslation('desk')
  const { may } = useSession()
  const [dialog, setDialog] = useState<Dialog>(null)
  const shut = () => setDialog(null)
  const actions = useActions(conversation, () => {
    shut()
    onGone()
  })
  const { snooze } = useTending(conversation)
  const living = conversation.status === 'human' && (mine || may('conversations.assign'))
  const action = (id: string, title: string, keys: string, icon: ReactNode, run: () => void, shown: boolean) => ({
    id,
    title,
    keys,
    icon,
    run,
    shown,
    group: t('keys.group'),
  })
  const putAside: Command = {
    id: 'desk:snooze',
    title: t('snooze.act'),
    keys: 'alt+z',
    group: t('keys.group'),
    run: () => setDialog('snooze'),
  }
  const offered = [
    action(
      'desk:transfer',
      t('actions.transfer'),
      'alt+t',
      <SwapOutlined aria-hidden />,
      () => setDialog('transfer'),
      living,
    ),
    action('desk:return', t('actions.return'), 'alt+b', <RobotOutlined aria-hidden />, actions.returnToBot, living),
    action(
      'desk:ticket',
      t('actions.ticket'),
      'alt+k',
      <FileAddOutlined aria-hidden />,
      () => setDialog('ticket'),
      may('tickets.write'),
    ),
    action('desk:path', t('actions.path'), 'alt+p', <BranchesOutlined aria-hidden />, () => setDialog('path'), true),
    action(
      'desk:side',
      sideOpen ? t('actions.hideSide') : t('actions.showSide'),
      'alt+bracketright',
      <LayoutOutlined aria-hidden />,
      onToggleSide,
      true,
    ),
  ].filter(({ shown }) => shown)
  const close: Command = {
    id: 'desk:close',
    title: t('actions.close'),
    keys: 'alt+w',
    group: t('keys.group'),
    run: () => setDialog('close'),
  }
  useCommands(living ? [...offered, putAside, close] : offered)

  return (
    <header className={styles.head}>
      {onBack && (
        <Button
          type="text"
          size="small"
          className={styles.back ?? ''}
          icon={<ArrowLeftOutlined aria-hidden />}
          aria-label={t('actions.back')}
          onClick={onBack}
        />
      )}
      <div className={styles.headWords}>
        <div className={styles.headName}>
          <h1>{conversation.customerName}</h1>
          <TierMark tier={conversation.tier} />
          <EmotionPopover conversationId={conversation.id} />
          <span className={`${styles.status} ${styles[`status-${conversation.status}`] ?? ''}`}>
            {t(`status.${conversation.status}`)}
          </span>
        </div>
        <div className={styles.headLine}>
          <span className={styles.subject}>
            {conversation.subject ??
              t(`channel.${conversation.channel}` as 'channel.web', { defaultValue: conversation.channel })}
          </span>
          <Filing conversation={conversation} />
        </div>
      </div>
      {living && (
        <SnoozeMenu
          open={dialog === 'snooze'}
          onOpenChange={(open) => setDialog(open ? 'snooze' : null)}
          asleep={conversation.snoozedUntil !== null}
          onPick={(until) => {
            void snooze(until)
            if (until !== null) onGone()
          }}
        >
          <Button
            type="text"
            icon={<ClockCircleOutlined aria-hidden />}
            aria-label={t('snooze.act')}
            aria-keyshortcuts="alt+z"
            title={t('snooze.act')}
          />
        </SnoozeMenu>
      )}
      <MoreActions conversation={conversation} living={living} />
      <HeaderActions offered={offered} close={living ? close : null} />
      <CloseDialog open={dialog === 'close'} name={conversation.customerName} onCancel={shut} onClose={actions.close} />
      <TransferDialog
        open={dialog === 'transfer'}
        name={conversation.customerName}
        onCancel={shut}
        transfer={actions.transfer}
      />
      <TicketDialog open={dialog === 'ticket'} conversation={conversation} onDone={shut} />
      <PathDrawer open={dialog === 'path'} conversationId={conversation.id} onClose={shut} />
    </header>
  )
}
