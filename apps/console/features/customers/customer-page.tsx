import { ArrowLeftOutlined } from '@ant-design/icons'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Columns } from '../../components/columns.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { OrderList } from '../desk/customer/order-list.tsx'
import { Timeline } from '../desk/customer/timeline.tsx'
import { CustomerConversations } from './customer-conversations.tsx'
import { CustomerHeader } from './customer-header.tsx'
import { CustomerProfile } from './customer-profile.tsx'
import { CustomerTickets } from './customer-tickets.tsx'
import styles from './customers.module.css'
import { useCustomer } from './use-customer.ts'

export function CustomerPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('customers')
  const { may } = useSession()
  const work = useCustomer(id)
  const view = useFilters(['view'])
  const customer = work.query.data
  const back = (
    <BackLink to="/customers" icon={<ArrowLeftOutlined aria-hidden />}>
      {t('title')}
    </BackLink>
  )
  if (!customer) {
    return (
      <Page>
        {back}
        {work.query.isError ? (
          <Problem error={work.query.error} onRetry={() => work.query.refetch()} />
        ) : (
          <Loading rows={10} />
        )}
      </Page>
    )
  }
  const tabs = [
    ...(may('conversations.read')
      ? [{ key: 'conversations', label: t('tab.conversations'), children: <CustomerConversations customerId={id} /> }]
      : []),
    ...(may('business.read')
      ? [
          {
            key: 'orders',
            label: t('tab.orders'),
            children: <OrderList customerId={id} language={customer.language} />,
          },
        ]
      : []),
    ...(may('tickets.read')
      ? [{ key: 'tickets', label: t('tab.tickets'), children: <CustomerTickets customerId={id} /> }]
      : []),
    { key: 'timeline', label: t('tab.timeline'), children: <Timeline customerId={id} /> },
  ]
  return (
    <Page>
      {back}
      <CustomerHeader customer={customer} />
      <Columns side={312}>
        <section className={styles.card}>
          <Tabs
            activeKey={view.values.view || tabs[0]?.key}
            onChange={(key) => view.set({ view: key })}
            items={tabs}
            destroyOnHidden
          />
        </section>
        <CustomerProfile customer={customer} work={work} readOnly={!may('customers.write')} />
      </Columns>
    </Page>
  )
}
