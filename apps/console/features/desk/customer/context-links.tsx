import { ExportOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../../../../src/customers/contract.ts'
import { fillLink } from '../../../../../src/desk/context-links/contract.ts'
import { usePreferences } from '../../../preferences.ts'
import { useContextLinks } from '../../customers/use-context-links.ts'
import styles from './customer.module.css'
import { useOrders } from './use-orders.ts'

/** Ways into the company's other systems; nothing goes there before somebody follows one. */
export function ContextLinks({ customer, conversationId }: { customer: CustomerDetail; conversationId: string }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const links = useContextLinks()
  const orders = useOrders(customer.id)
  if (!links.data?.length) return null
  const { id, externalId, name, attributes } = customer
  const values = {
    ...{ customer: id, name, conversation: conversationId },
    ...(externalId && { external: externalId }),
    ...(attributes.phone && { phone: attributes.phone }),
    ...(attributes.email && { email: attributes.email }),
    ...(orders.data?.[0] && { order: orders.data[0].id }),
  }
  return (
    <nav className={styles.links} aria-label={t('customer.links')}>
      {links.data.map((link) => {
        const address = fillLink(link, values)
        return address ? (
          <a key={link.id} href={address} target="_blank" rel="noopener noreferrer">
            <ExportOutlined aria-hidden /> {link.name[locale]}
          </a>
        ) : (
          <span key={link.id} title={t('customer.linkLacks')}>
            {link.name[locale]}
          </span>
        )
      })}
    </nav>
  )
}
