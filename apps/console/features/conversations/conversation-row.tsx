import { LockOutlined } from '@ant-design/icons'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { ListedConversation } from '../../../../src/conversations/contract.ts'
import { MarkedText } from '../../components/marked-text.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './conversations.module.css'

type Props = {
  conversation: ListedConversation
  assignee: string
  ticked: boolean
  onTick: ((id: string, on: boolean) => void) | undefined
}

/** One line; the name is the link, the rest of the line goes the same way. */
export function ConversationRow({ conversation, assignee, ticked, onTick }: Props) {
  const { t } = useTranslation(['conversations', 'desk'])
  const navigate = useNavigate()
  const { locale } = usePreferences()
  const { match } = conversation
  const to = `/conversations/${conversation.id}${match?.seq ? `?at=${match.seq}` : ''}`
  return (
    <tr onClick={() => navigate(to)}>
      {onTick && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box inside is what the keyboard reaches
        <td className={styles.tick} onClick={(event) => event.stopPropagation()}>
          <Checkbox
            checked={ticked}
            aria-label={t('conversations:bulk.one', { name: conversation.customerName })}
            onChange={(event) => onTick(conversation.id, event.target.checked)}
          />
        </td>
      )}
      <td>
        <Link to={to} className={styles.name} onClick={(event) => event.stopPropagation()}>
          {conversation.customerName}
        </Link>{' '}
        <TierMark tier={conversation.tier} />
      </td>
      <td className={styles.subject}>
        {conversation.subject && <strong>{conversation.subject}</strong>}
        {conversation.tags.map((tag) => (
          <em key={tag} className={styles.tag}>
            {tag}
          </em>
        ))}{' '}
        {match ? (
          <span title={match.text}>
            {match.internal && <LockOutlined aria-label={t('desk:thread.note')} />}{' '}
            <MarkedText text={match.text} marks={match.marks} />
          </span>
        ) : (
          <span>{conversation.lastMessage?.preview || conversation.handOver?.wants[locale]}</span>
        )}
      </td>
      <td>
        <span className={`${styles.status} ${styles[conversation.status] ?? ''}`}>
          {conversation.snoozedUntil ? t('desk:snooze.asleep') : t(`desk:status.${conversation.status}`)}
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
