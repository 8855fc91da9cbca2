import { MessageOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
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
  const { user } = useSession()
  const query = useHead(conversationId)
  const files = useAttachments()
  if (query.isPending) return <Loading rows={10} />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const { conversation } = query.data
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
