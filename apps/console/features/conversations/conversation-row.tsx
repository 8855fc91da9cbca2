import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './conversations.module.css'

/** One line; the name is the link, the rest of the line goes the same way. */
export function ConversationRow({ conversation, assignee }: { conversation: Conversation; assignee: string }) {
  const { t } = useTranslation(['conversations', 'desk'])
  const navigate = useNavigate()
  const { locale } = usePreferences()
  const to = `/conversations/${conversation.id}`
  return (
    <tr onClick={() => navigate(to)}>
      <td>
        <Link to={to} className={styles.name} onClick={(event) => event.stopPropagation()}>
          {conversation.customerName}
        </Link>{' '}
        <TierMark tier={conversation.tier} />
      </td>
      <td className={styles.subject}>
        {conversation.subject && <strong>{conversation.subject}</strong>}{' '}
        <span>{conversation.lastMessage?.preview || conversation.handOver?.wants[locale]}</span>
      </td>
      <td>
        <span className={`${styles.status} ${styles[conversation.status] ?? ''}`}>
          {t(`desk:status.${conversation.status}`)}
        </span>
      </td>
      <td>{assignee}</td>
      <td>
        {conversation.rating !== null && (
          <span title={conversation.ratingComment ?? ''}>
            {t('conversations:rated', { score: conversation.rating })}
          </span>
        )}
      </td>
      <td className={styles.when}>
        <RelativeTime at={conversation.lastMessageAt} />
      </td>
    </tr>
  )
}
