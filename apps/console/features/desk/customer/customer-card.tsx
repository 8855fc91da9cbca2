import { SafetyCertificateOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../../../../src/customers/contract.ts'
import { formatDay, formatMoney, languageName } from '../../../../kit/format.ts'
import { initials } from '../../../components/initials.ts'
import { TierMark } from '../../../components/tier-mark.tsx'
import { usePreferences } from '../../../preferences.ts'
import styles from './customer.module.css'
import { useStatedFacts } from './stated-facts.ts'
import { useCustomerOnline } from './use-customer-online.ts'

/** Name, worth and marks of the customer, with the reason of every mark on hover. */
export function CustomerCard({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const online = useCustomerOnline(customer.id)
  const stated = useStatedFacts(customer)
  const { attributes } = customer
  const spent = Number(attributes.totalSpent)
  const facts = [
    { label: t('customer.phone'), value: attributes.phone },
    { label: t('customer.email'), value: attributes.email },
    { label: t('customer.city'), value: attributes.city },
    { label: t('customer.birthday'), value: attributes.birthday },
    attributes.memberSince
      ? { label: t('customer.since'), value: formatDay(attributes.memberSince, locale) }
      : { label: t('customer.firstSeen'), value: formatDay(customer.createdAt, locale) },
    { label: t('customer.spent'), value: Number.isFinite(spent) && spent > 0 ? formatMoney(spent, locale) : undefined },
    ...stated,
    { label: t('customer.language'), value: languageName(customer.language) },
  ].filter((fact) => fact.value)

  return (
    <section className={styles.card}>
      <div className={styles.who}>
        <span className={online ? `${styles.face} ${styles.here}` : styles.face}>{initials(customer.name)}</span>
        <div className={styles.whoWords}>
          <div className={styles.nameLine}>
            <strong>{customer.name}</strong>
            <TierMark tier={customer.tier} />
          </div>
          <div className={styles.quiet}>
            {online !== undefined && (
              <span className={styles.seen}>{online ? t('customer.online') : t('customer.away')}</span>
            )}
            {customer.verified && (
              <Tooltip title={t('customer.verifiedHint')}>
                <span className={styles.verified}>
                  <SafetyCertificateOutlined aria-hidden /> {t('customer.verified')}
                </span>
              </Tooltip>
            )}
          </div>
        </div>
      </div>
      {(customer.elderly || customer.tags.length > 0) && (
        <div className={styles.tags}>
          {customer.elderly && <span className={`${styles.tag} ${styles.elderly}`}>{t('customer.elderly')}</span>}
          {customer.tags.map((tag) => (
            <Tooltip key={tag.tag} title={tag.reason || t(`customer.source.${tag.source}`)}>
              <span className={styles.tag}>{tag.tag}</span>
            </Tooltip>
          ))}
        </div>
      )}
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
