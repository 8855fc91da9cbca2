import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { get, type Page } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import styles from './customer.module.css'

export function EarlierConversations({ customerId, except }: { customerId: string; except: string }) {
  const { t } = useTranslation('desk')
  const query = useQuery({
    queryKey: ['earlier', customerId],
    queryFn: ({ signal }) => get<Page<Conversation>>('/api/conversations', { customer: customerId, limit: 20 }, signal),
  })
  if (query.isPending) return <Loading rows={3} />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const others = query.data.items.filter((conversation) => conversation.id !== except)
  if (others.length === 0) return <Empty title={t('earlier.empty')} />
  return (
    <ul className={styles.list}>
      {others.map((conversation) => (
        <li key={conversation.id}>
          <Link to={`/conversations/${conversation.id}`} className={styles.row}>
            <span className={styles.rowTitle}>
              {conversation.subject ?? conversation.lastMessage?.preview ?? t('queue.noWords')}
            </span>
            <span className={styles.quiet}>
              {t(`status.${conversation.status}`)} · <RelativeTime at={conversation.lastMessageAt} />
              {conversation.rating !== null && ` · ${'★'.repeat(conversation.rating)}`}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
