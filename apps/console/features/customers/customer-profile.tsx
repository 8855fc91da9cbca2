import { Segmented, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../../../src/customers/contract.ts'
import { formatDay, formatMoney, languageName } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { useStatedFacts } from '../desk/customer/stated-facts.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { CallConsent } from './call-consent.tsx'
import styles from './customers.module.css'
import { TagEditor } from './tag-editor.tsx'
import type { CustomerWork } from './use-customer.ts'

type Props = { customer: CustomerDetail; work: CustomerWork; readOnly: boolean }

/** Who it is, how to speak to them, and what is noted about them. */
export function CustomerProfile({ customer, work, readOnly }: Props) {
  const { t } = useTranslation('customers')
  const { options } = useColleagues()
  return (
    <aside className={styles.side}>
      <section className={styles.panel}>
        <h2>{t('service.title')}</h2>
        <div className={styles.setting}>
          <label htmlFor="customer-elderly">
            {t('elderly.label')}
            <span className={styles.under}>{t('elderly.hint')}</span>
          </label>
          <Switch
            id="customer-elderly"
            size="small"
            disabled={readOnly}
            checked={customer.elderly}
            onChange={(elderly) => work.change({ elderly })}
          />
        </div>
        <div className={styles.setting}>
          <span>{t('field.language')}</span>
          <Segmented
            size="small"
            disabled={readOnly}
            value={customer.language}
            onChange={(language) => work.change({ language })}
            options={[
              { value: 'zh' as const, label: languageName('zh') },
              { value: 'en' as const, label: languageName('en') },
            ]}
          />
        </div>
        <div className={styles.setting}>
          <label htmlFor="customer-dedicated">
            {t('dedicated.label')}
            <span className={styles.under}>{t('dedicated.hint')}</span>
          </label>
          <Select
            id="customer-dedicated"
            size="small"
            allowClear
            disabled={readOnly}
            placeholder={t('dedicated.nobody')}
            value={customer.dedicatedAgentId}
            onChange={(id?: string) => work.change({ dedicatedAgentId: id ?? null })}
            options={options}
            popupMatchSelectWidth={180}
            style={{ minWidth: 120 }}
          />
        </div>
      </section>
      <CallConsent customerId={customer.id} readOnly={readOnly} />
      <TagEditor tags={customer.tags} onChange={(tags) => work.change({ tags })} readOnly={readOnly} />
      <Facts customer={customer} />
    </aside>
  )
}

function Facts({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const { locale } = usePreferences()
  const stated = useStatedFacts(customer)
  const { phone, email, city, birthday, memberSince, totalSpent } = customer.attributes
  const spent = Number(totalSpent)
  const rows: [string, ReactNode][] = [
    [t('field.phone'), phone],
    [t('field.email'), email],
    [t('field.city'), city],
    [t('field.birthday'), birthday],
    [t('field.since'), memberSince && formatDay(memberSince, locale)],
    [t('field.spent'), spent > 0 ? formatMoney(spent, locale) : undefined],
    ...stated.map(({ label, value }): [string, ReactNode] => [label, value]),
    [t('field.externalId'), customer.externalId && <code>{customer.externalId}</code>],
    [t('field.created'), formatDay(customer.createdAt, locale)],
  ]
  return (
    <section className={styles.panel}>
      <h2>{t('facts')}</h2>
      <dl className={styles.rows}>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {customer.identities.map((identity) => (
          <div key={identity.channel + identity.address}>
            <dt>{t(`channel.${identity.channel as 'site'}`, { defaultValue: identity.channel })}</dt>
            <dd>
              <code>{identity.address}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
