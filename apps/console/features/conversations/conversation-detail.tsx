import { Button, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { Brief } from '../desk/brief.tsx'
import { CustomerPane } from '../desk/customer/customer-pane.tsx'
import { PathList } from '../desk/path/path-list.tsx'
import { Thread } from '../desk/thread/thread.tsx'
import { useHead } from '../desk/use-head.ts'
import { ViewersLine } from '../desk/viewers-line.tsx'
import { InspectButton } from '../quality/inspect-button.tsx'
import styles from './conversations.module.css'

/** A conversation to read: what was said, how the bot decided, who the customer is. Followed live while it goes on. */
export function ConversationDetail({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation(['conversations', 'desk'])
  const { may } = useSession()
  const navigate = useNavigate()
  const query = useHead(conversationId)
  if (query.isPending) return <Loading page />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const { conversation } = query.data
  return (
    <div className={styles.detail}>
      <section className={styles.reading}>
        <header className={styles.head}>
          <h1>{conversation.customerName}</h1>
          <span className={`${styles.status} ${styles[conversation.status] ?? ''}`}>
            {t(`desk:status.${conversation.status}`)}
          </span>
          <span className={styles.about}>{conversation.subject}</span>
          <InspectButton conversation={conversation} />
          {may('conversations.reply') && conversation.status !== 'closed' && (
            <Button onClick={() => navigate(`/desk/${conversation.id}`)}>{t('conversations:openInDesk')}</Button>
          )}
        </header>
        {conversation.handOver && (
          <Brief conversation={conversation} handOver={conversation.handOver} mine={false} open={false} />
        )}
        <Thread conversation={conversation} reads={false} />
        {conversation.status !== 'closed' && <ViewersLine conversationId={conversation.id} />}
      </section>
      <aside className={styles.facts}>
        <Tabs
          size="small"
          items={[
            { key: 'path', label: t('conversations:path'), children: <PathList conversationId={conversation.id} /> },
            { key: 'facts', label: t('conversations:overview'), children: <Facts conversation={conversation} /> },
          ]}
        />
      </aside>
      <CustomerPane conversation={conversation} onInsert={undefined} />
    </div>
  )
}

function Facts({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation(['conversations', 'desk'])
  const { locale } = usePreferences()
  const when = (at: string | null) => at && formatDateTime(at, locale)
  const reason =
    conversation.closeReason &&
    t(`desk:close.reason.${conversation.closeReason}` as 'desk:close.reason.solved', {
      defaultValue: conversation.closeReason,
    })
  const facts: [string, string | null][] = [
    [
      t('conversations:facts.channel'),
      t(`desk:channel.${conversation.channel}` as 'desk:channel.web', { defaultValue: conversation.channel }),
    ],
    [t('conversations:facts.opened'), when(conversation.openedAt)],
    [t('conversations:facts.accepted'), when(conversation.acceptedAt)],
    [t('conversations:facts.closed'), when(conversation.closedAt)],
    [t('conversations:facts.reason'), reason],
    [
      t('conversations:facts.rating'),
      conversation.rating === null ? null : t('conversations:rated', { score: conversation.rating }),
    ],
    [t('conversations:facts.comment'), conversation.ratingComment],
    [t('conversations:facts.messages'), String(conversation.lastSeq)],
  ]
  return (
    <dl className={styles.list}>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
