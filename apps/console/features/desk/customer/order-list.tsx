import { PlusOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Part } from '../../../../../src/conversations/contract.ts'
import { formatDateTime, formatMoney } from '../../../../kit/format.ts'
import { Empty } from '../../../components/empty.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { usePreferences } from '../../../preferences.ts'
import styles from './customer.module.css'
import { type Order, orderCard, orderTitle } from './orders.ts'
import { useLogistics, useOrders } from './use-orders.ts'

type Insert = (card: Extract<Part, { kind: 'card' }>) => void
type Props = { customerId: string; language: 'zh' | 'en'; onInsert?: Insert | undefined }

/** Orders newest first; a click opens the parcel's way, the plus sends the order as a card. */
export function OrderList({ customerId, language, onInsert }: Props) {
  const { t } = useTranslation('desk')
  const query = useOrders(customerId)
  if (query.isPending) return <Loading rows={4} />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  if (query.data.length === 0) return <Empty title={t('orders.empty')} hint={t('orders.emptyHint')} />
  return (
    <ul className={styles.list}>
      {query.data.map((order) => (
        <OrderLine key={order.id} order={order} customerId={customerId} language={language} onInsert={onInsert} />
      ))}
    </ul>
  )
}

function OrderLine({ order, customerId, language, onInsert }: Props & { order: Order }) {
  const { t, i18n } = useTranslation('desk')
  const { locale } = usePreferences()
  const [open, setOpen] = useState(false)
  const forCustomer = i18n.getFixedT(language, 'desk')
  const status = t(`orderStatus.${order.status}` as 'orderStatus.paid', { defaultValue: order.status })
  const insert = () =>
    onInsert?.(
      orderCard(order, language, {
        status: (code) => forCustomer(`orderStatus.${code}` as 'orderStatus.paid', { defaultValue: code }),
        placed: forCustomer('orders.placed'),
        amount: forCustomer('orders.amount'),
        tracking: forCustomer('orders.tracking'),
      }),
    )
  return (
    <li className={styles.order}>
      <div className={styles.orderTop}>
        <button type="button" className={styles.orderBody} aria-expanded={open} onClick={() => setOpen(!open)}>
          {order.items[0]?.image && <img src={order.items[0].image} alt="" width={38} height={38} loading="lazy" />}
          <span className={styles.orderWords}>
            <span className={styles.orderTitle}>{orderTitle(order, locale)}</span>
            <span className={styles.quiet}>
              <span className={styles.mono}>{order.id}</span> · {formatMoney(order.amount, locale)}
            </span>
            <span className={styles.quiet}>
              <span className={`${styles.state} ${styles[`state-${order.status}`] ?? ''}`}>{status}</span>{' '}
              <RelativeTime at={order.placedAt} />
            </span>
          </span>
        </button>
        {onInsert && (
          <Tooltip title={t('orders.insert')}>
            <Button
              size="small"
              type="text"
              icon={<PlusOutlined aria-hidden />}
              aria-label={`${t('orders.insert')}: ${order.id}`}
              onClick={insert}
            />
          </Tooltip>
        )}
      </div>
      {open && <ParcelWay orderId={order.id} customerId={customerId} />}
    </li>
  )
}

function ParcelWay({ orderId, customerId }: { orderId: string; customerId: string }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const query = useLogistics(orderId, customerId, true)
  if (query.isPending) return <Loading rows={2} />
  if (query.isError) return <p className={styles.noParcel}>{t('orders.noParcel')}</p>
  const { carrier, carrierEn, trackingNo, estimatedAt, events } = query.data
  return (
    <div className={styles.parcel}>
      {trackingNo && (
        <div className={styles.quiet}>
          {(locale === 'en' && carrierEn) || carrier} <span className={styles.mono}>{trackingNo}</span>
        </div>
      )}
      {estimatedAt && (
        <div className={styles.quiet}>{t('orders.expected', { when: formatDateTime(estimatedAt, locale) })}</div>
      )}
      <ol className={styles.way}>
        {events.map((event) => (
          <li key={event.at + event.text}>
            {locale === 'en' ? event.textEn : event.text}
            <small>
              <RelativeTime at={event.at} /> {event.place}
            </small>
          </li>
        ))}
      </ol>
    </div>
  )
}
