import { Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, Part } from '../../../../../src/conversations/contract.ts'
import { OrderList } from '../customer/order-list.tsx'
import styles from './composer.module.css'

type Props = {
  conversation: Conversation
  onPick: (card: Extract<Part, { kind: 'card' }>) => void
  children: ReactNode
}

/** The customer's orders, one click each to send as a card. */
export function OrderCards({ conversation, onPick, children }: Props) {
  const { t } = useTranslation('desk')
  const [open, setOpen] = useState(false)
  const pick = (card: Extract<Part, { kind: 'card' }>) => {
    onPick(card)
    setOpen(false)
  }
  return (
    <Popover
      trigger="click"
      placement="topLeft"
      open={open}
      onOpenChange={setOpen}
      title={t('composer.cards')}
      content={
        <div className={styles.cards}>
          {open && <OrderList customerId={conversation.customerId} language={conversation.language} onInsert={pick} />}
        </div>
      }
    >
      {children}
    </Popover>
  )
}
