import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { dropOutgoing } from '../composer/outbox.ts'
import { useSend } from '../composer/use-send.ts'
import type { ShownMessage } from '../types.ts'
import styles from './thread.module.css'

/** How far a message of ours has come; only the newest one the customer has read or got says so. */
export function Delivery({ message, conversation }: { message: ShownMessage; conversation: Conversation }) {
  const { t } = useTranslation('desk')
  const { resend } = useSend(conversation.id)
  const { seq, clientId } = message
  if (message.state === 'sending') return <span className={styles.delivery}>{t('thread.sending')}</span>
  if (message.state === 'failed' && clientId) {
    return (
      <span className={`${styles.delivery} ${styles.failed}`} role="alert">
        {t('thread.failed')}
        <button type="button" onClick={() => resend(message)}>
          {t('thread.retry')}
        </button>
        <button type="button" onClick={() => dropOutgoing(conversation.id, clientId)}>
          {t('thread.discard')}
        </button>
      </span>
    )
  }
  if (seq === null || message.author.kind !== 'agent') return null
  if (seq <= conversation.customerReadSeq)
    return <span className={`${styles.delivery} ${styles.read}`}>{t('thread.read')}</span>
  if (seq <= conversation.customerDeliveredSeq) return <span className={styles.delivery}>{t('thread.delivered')}</span>
  return <span className={styles.delivery}>{t('thread.sent')}</span>
}
