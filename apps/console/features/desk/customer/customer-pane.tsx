import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation, Part } from '../../../../../src/conversations/contract.ts'
import type { CustomerDetail } from '../../../../../src/customers/contract.ts'
import { get } from '../../../api.ts'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useSession } from '../../../session.tsx'
import { MergeCustomers } from '../../customers/merge-customers.tsx'
import { CallCustomer } from '../../phone/call-customer.tsx'
import { IdentityLine } from '../../verification/identity-line.tsx'
import { useVerification } from '../../verification/use-verification.ts'
import { ContextLinks } from './context-links.tsx'
import styles from './customer.module.css'
import { CustomerCard } from './customer-card.tsx'
import { CustomerTickets } from './customer-tickets.tsx'
import { EarlierConversations } from './earlier-conversations.tsx'
import { OrderList } from './order-list.tsx'
import { Timeline } from './timeline.tsx'

type Props = { conversation: Conversation; onInsert: ((card: Extract<Part, { kind: 'card' }>) => void) | undefined }

/** Who this is: profile on top, then what they bought, what is open, what was before. */
export function CustomerPane({ conversation, onInsert }: Props) {
  const { t } = useTranslation('desk')
  const { user } = useSession()
  const { customerId, language } = conversation
  const proven = useVerification(conversation.id).data?.proof?.customerId
  const query = useQuery({
    queryKey: ['customer', customerId],
    queryFn: ({ signal }) => get<CustomerDetail>(`/api/customers/${customerId}`, {}, signal),
    staleTime: 30_000,
  })
  return (
    <aside className={styles.pane} aria-label={t('customer.label')}>
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <CustomerCard customer={query.data} />}
      {query.data && conversation.status === 'human' && conversation.assigneeId === user.id && (
        <div className={styles.call}>
          <CallCustomer
            customerId={customerId}
            conversationId={conversation.id}
            hasNumber={Boolean(query.data.attributes.phone) || conversation.channel === 'phone'}
          />
        </div>
      )}
      <IdentityLine conversation={conversation} />
      {query.data && <ContextLinks customer={query.data} conversationId={conversation.id} />}
      {query.data && (
        <div className={styles.merge}>
          <MergeCustomers customer={query.data} />
        </div>
      )}
      <Tabs
        key={customerId}
        size="small"
        className={styles.tabs ?? ''}
        items={[
          {
            key: 'orders',
            label: t('customer.orders'),
            children: <OrderList customerId={proven ?? customerId} language={language} onInsert={onInsert} />,
          },
          { key: 'tickets', label: t('customer.tickets'), children: <CustomerTickets customerId={customerId} /> },
          {
            key: 'earlier',
            label: t('customer.earlier'),
            children: <EarlierConversations customerId={customerId} except={conversation.id} />,
          },
          { key: 'timeline', label: t('customer.timeline'), children: <Timeline customerId={customerId} /> },
        ]}
      />
    </aside>
  )
}
