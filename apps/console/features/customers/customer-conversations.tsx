import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import styles from './customers.module.css'

const TONES: Record<Conversation['status'], Tone> = {
  bot: 'action',
  queued: 'person',
  human: 'person',
  closed: 'quiet',
}

export function CustomerConversations({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const pages = usePages<Conversation>('conversations', '/api/conversations', { customer: customerId })
  return (
    <ListBody
      pages={pages}
      flat
      filtered={false}
      onClear={() => undefined}
      empty={<Empty title={t('conversations.empty')} hint={t('conversations.emptyHint')} />}
    >
      <RecordTable
        label={t('tab.conversations')}
        rows={pages.items}
        to={(conversation) => `/conversations/${conversation.id}`}
        columns={[
          {
            key: 'subject',
            title: t('conversations.about'),
            cell: (conversation) => (
              <span className={styles.whoWords}>
                <span className={styles.name}>{conversation.subject ?? t('conversations.noSubject')}</span>
                <span className={styles.preview}>{conversation.lastMessage?.preview}</span>
              </span>
            ),
          },
          {
            key: 'status',
            title: t('conversations.status'),
            width: 110,
            cell: (conversation) => (
              <StatusMark tone={TONES[conversation.status]}>
                {t(`conversations.state.${conversation.status}`)}
              </StatusMark>
            ),
          },
          {
            key: 'rating',
            title: t('conversations.rating'),
            width: 110,
            wideOnly: true,
            cell: (conversation) =>
              conversation.rating ? (
                <span className={styles.rate}>★ {conversation.rating}</span>
              ) : (
                <span className={styles.under}>—</span>
              ),
          },
          {
            key: 'at',
            title: t('conversations.last'),
            width: 120,
            cell: (conversation) => (
              <span className={styles.soft}>
                <RelativeTime at={conversation.lastMessageAt} />
              </span>
            ),
          },
        ]}
      />
    </ListBody>
  )
}
