import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Brief } from '../../../../src/desk/brief/contract.ts'
import { TierMark } from '../../components/tier-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './brief.module.css'
import { useBecause } from './use-because.ts'

/** Who it is, and what is open with him. */
export function BriefProfile({ brief: { profile } }: { brief: Brief }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const { orders, tickets, earlier, unhappy } = profile
  return (
    <div>
      <h3>{t('brief.profile')}</h3>
      <p className={styles.who}>
        <strong>{profile.name}</strong> <TierMark tier={profile.tier} />
        {profile.elderly && <span className={styles.tag}>{t('customer.elderly')}</span>}
        {profile.tags.map(({ tag, reason }) => (
          <span key={tag} className={styles.tag} title={reason}>
            {tag}
          </span>
        ))}
      </p>
      <dl>
        <div>
          <dt>{t('brief.orders')}</dt>
          <dd>
            {orders === null && t('brief.ordersDown')}
            {orders?.length === 0 && t('brief.noOrders')}
            {orders?.map((order) => (
              <span key={order.id} className={styles.line}>
                {order.id} · {t(`orderStatus.${order.status}` as 'orderStatus.paid')} · {order.title[locale]}
              </span>
            ))}
          </dd>
        </div>
        {tickets.length > 0 && (
          <div>
            <dt>{t('brief.tickets')}</dt>
            <dd>
              {tickets.map((ticket) => (
                <Link key={ticket.id} to={`/tickets/${ticket.id}`} className={styles.line}>
                  #{ticket.number} {ticket.title}
                </Link>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('brief.earlier')}</dt>
          <dd>
            {unhappy > 0
              ? t('brief.earlierUnhappy', { count: earlier, unhappy })
              : t('brief.earlierCount', { count: earlier })}
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** What the customer said first, and what lies behind it. */
export function BriefProblem({ brief: { problem } }: { brief: Brief }) {
  const { t } = useTranslation('desk')
  const because = useBecause()
  return (
    <div>
      <h3>{t('brief.problem')}</h3>
      {problem.said && (
        <blockquote className={styles.said} title={t('brief.said')}>
          {problem.said}
        </blockquote>
      )}
      <ul>
        {problem.root.map((one) => (
          <li key={one.code + JSON.stringify(one.params)}>{because(one)}</li>
        ))}
      </ul>
    </div>
  )
}
