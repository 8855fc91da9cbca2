import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { Kbd } from '../../components/kbd.tsx'
import { useSession } from '../../session.tsx'
import { LiveCallLine } from '../phone/live-call-line.tsx'
import { LiveCaptions } from '../phone/live-captions.tsx'
import { Brief } from './brief.tsx'
import { Composer } from './composer/composer.tsx'
import type { useAttachments } from './composer/use-attachments.ts'
import { ConversationHeader } from './conversation-header.tsx'
import styles from './desk.module.css'
import { Summary } from './summary.tsx'
import { Thread } from './thread/thread.tsx'
import { ViewersLine } from './viewers-line.tsx'

type Props = {
  conversation: Conversation
  files: ReturnType<typeof useAttachments>
  onGone: () => void
  onAccept: (conversation: Conversation) => void
  onBack: () => void
  sideOpen: boolean
  onToggleSide: () => void
}

/** The middle of the desk: head, brief, thread, and the composer for whoever serves this customer. */
export function ConversationPane({ conversation, files, onGone, onAccept, onBack, sideOpen, onToggleSide }: Props) {
  const { t } = useTranslation('desk')
  const { user } = useSession()
  const mine = conversation.status === 'human' && conversation.assigneeId === user.id
  return (
    <section className={styles.conversation} aria-label={t('thread.label', { name: conversation.customerName })}>
      <ConversationHeader
        conversation={conversation}
        mine={mine}
        onGone={onGone}
        onBack={onBack}
        sideOpen={sideOpen}
        onToggleSide={onToggleSide}
      />
      {conversation.handOver && conversation.status !== 'bot' && (
        <Brief
          key={conversation.id}
          conversation={conversation}
          handOver={conversation.handOver}
          mine={mine}
          open={conversation.status === 'queued' || conversation.agentReadSeq === 0}
        />
      )}
      <LiveCallLine conversation={conversation} />
      <Summary key={`summary-${conversation.id}`} conversation={conversation} />
      <Thread conversation={conversation} reads={mine} />
      <LiveCaptions conversation={conversation} />
      {mine && <Composer key={conversation.id} conversation={conversation} files={files} />}
      {!mine && (
        <>
          <ViewersLine conversationId={conversation.id} />
          <Aside conversation={conversation} onAccept={onAccept} />
        </>
      )}
    </section>
  )
}

/** Where the composer would be: why there is none, and what can be done. */
function Aside({ conversation, onAccept }: Pick<Props, 'conversation' | 'onAccept'>) {
  const { t } = useTranslation('desk')
  const { may } = useSession()
  const { status } = conversation
  const words =
    status === 'queued'
      ? t('aside.queued')
      : status === 'bot'
        ? t('aside.bot')
        : status === 'closed'
          ? t('aside.closed')
          : t('aside.colleague')
  const mayTake =
    may('conversations.reply') && (status === 'queued' || (status === 'bot' && may('conversations.assign')))
  return (
    <footer className={styles.aside}>
      <span>{words}</span>
      {mayTake && (
        <Button type="primary" onClick={() => onAccept(conversation)}>
          {status === 'bot' ? t('aside.takeOver') : t('queue.accept')} {status === 'queued' && <Kbd keys="alt+n" />}
        </Button>
      )}
    </footer>
  )
}
