import { MessageOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { ApiError } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { useColleagues } from '../conversations/use-colleagues.ts'
import { useAttachments } from './composer/use-attachments.ts'
import { ConversationPane } from './conversation-pane.tsx'
import { CustomerPane } from './customer/customer-pane.tsx'
import styles from './desk.module.css'
import { QueuePane } from './queue/queue-pane.tsx'
import { SideHandle } from './side-handle.tsx'
import { useDesk } from './use-desk.ts'
import { useHead } from './use-head.ts'
import { useSide } from './use-side.ts'

/** The agent's desk: what needs me, the conversation, the customer. */
export default function DeskPage() {
  const { t } = useTranslation('desk')
  const desk = useDesk()
  const side = useSide()
  return (
    <div
      className={styles.desk}
      data-open={desk.openId ? true : undefined}
      data-side={side.open ? true : undefined}
      style={{ '--side': `${side.width}px` } as React.CSSProperties}
    >
      <QueuePane openId={desk.openId} onOpen={desk.open} onAccept={desk.accept} />
      {desk.openId ? (
        <OpenConversation key={desk.openId} conversationId={desk.openId} desk={desk} side={side} />
      ) : (
        <section className={styles.nothing}>
          <Empty icon={<MessageOutlined aria-hidden />} title={t('desk.pick')} hint={t('desk.pickHint')}>
            <Kbd keys="alt+n" />
          </Empty>
        </section>
      )}
    </div>
  )
}

type Opened = { conversationId: string; desk: ReturnType<typeof useDesk>; side: ReturnType<typeof useSide> }

function OpenConversation({ conversationId, desk, side }: Opened) {
  const { user, may } = useSession()
  const query = useHead(conversationId)
  const files = useAttachments()
  if (query.isPending) return <Loading rows={10} />
  const conversation = query.data?.conversation
  const hidden = query.error instanceof ApiError && query.error.code === 'not_found'
  if (hidden || (conversation && !(may('conversations.read-all') || readableBy(user.id, conversation))))
    return <NotYours conversation={conversation} onBack={desk.back} />
  if (query.isError || !conversation) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const mine = conversation.status === 'human' && conversation.assigneeId === user.id
  return (
    <>
      <ConversationPane
        conversation={conversation}
        files={files}
        onGone={desk.leave}
        onAccept={desk.accept}
        onBack={desk.back}
        sideOpen={side.open}
        onToggleSide={side.toggle}
      />
      {side.open && (
        <div className={styles.side}>
          <SideHandle width={side.width} onResize={side.resize} />
          <CustomerPane conversation={conversation} onInsert={mine ? files.addCard : undefined} />
        </div>
      )}
    </>
  )
}

/** What the server lets an agent read: what waits or is closed, what is his, and where he was asked in. */
const readableBy = (userId: string, { status, assigneeId, participants }: Conversation): boolean =>
  status === 'queued' || status === 'closed' || assigneeId === userId || participants.includes(userId)

/** Where one is not, or no longer, let in: who has it as far as that is known, and the way back. */
function NotYours({ conversation, onBack }: { conversation: Conversation | undefined; onBack: () => void }) {
  const { t } = useTranslation('desk')
  const { user } = useSession()
  const { nameOf } = useColleagues()
  const { status, assigneeId } = conversation ?? {}
  const served = status === 'human' && assigneeId !== user.id
  return (
    <section className={styles.nothing}>
      <Empty
        icon={<MessageOutlined aria-hidden />}
        title={
          served ? t('desk.taken', { name: nameOf(assigneeId ?? null) || t('viewers.somebody') }) : t('desk.notYours')
        }
        hint={t('desk.notYoursHint')}
      >
        <Button onClick={onBack}>{t('desk.toList')}</Button>
      </Empty>
    </section>
  )
}
