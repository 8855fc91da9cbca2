import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../../../src/customers/contract.ts'
import { initials } from '../../components/initials.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { CallCustomer } from '../phone/call-customer.tsx'
import styles from './customers.module.css'
import { MergeCustomers } from './merge-customers.tsx'

export function CustomerHeader({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  return (
    <header className={styles.header}>
      <span className={`${styles.face} ${styles.big}`}>{initials(customer.name)}</span>
      <div>
        <h1 className={styles.nameLine}>
          {customer.name} <TierMark tier={customer.tier} />
        </h1>
        <div className={styles.line}>
          {customer.verified ? (
            <span className={styles.verified}>
              <SafetyCertificateOutlined aria-hidden /> {t('verified')}
            </span>
          ) : (
            <span>{t('visitor')}</span>
          )}
          <RelativeTime at={customer.seenAt} wrap={(time) => t('seenAt', { time })} />
        </div>
        <MergeCustomers customer={customer} />
      </div>
      <div className={styles.acts}>
        <CallCustomer customerId={customer.id} hasNumber={Boolean(customer.attributes.phone)} />
      </div>
    </header>
  )
}
