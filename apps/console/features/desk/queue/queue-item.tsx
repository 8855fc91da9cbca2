import { EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Conversation, unreadIn } from '../../../../../src/conversations/contract.ts'
import { ConversationEmotion } from '../../../components/emotion/emotion-mark.tsx'
import { initials } from '../../../components/initials.ts'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { TierMark } from '../../../components/tier-mark.tsx'
import { usePreferences } from '../../../preferences.ts'
import { useSkillName } from '../use-skill-name.ts'
import styles from './queue.module.css'
import { WaitingTime } from './waiting-time.tsx'

type Props = {
  conversation: Conversation
  open: boolean
  onOpen: (id: string) => void
  onAccept?: (conversation: Conversation) => void
  next?: boolean
  /** Its place among my chats, for Ctrl Alt and the digit. */
  place?: number
  draft?: string | undefined
}

/** One line of the queue: who, how long, why, in which words. */
export function QueueItem({ conversation, open, onOpen, onAccept, next = false, place, draft }: Props) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const waiting = conversation.status === 'queued'
  const unread = unreadIn(conversation)
  const wants = conversation.handOver?.wants[locale]
  const said = conversation.lastMessage?.preview
  const line = (waiting ? wants || said : said || wants) || conversation.subject || t('queue.noWords')

  return (
    <div
      className={[styles.item, open ? styles.open : '', waiting ? styles.waits : ''].join(' ')}
      data-conversation={conversation.id}
    >
      <button
        type="button"
        className={styles.body}
        aria-current={open || undefined}
        aria-keyshortcuts={place ? `Control+Alt+${place}` : undefined}
        onClick={() => onOpen(conversation.id)}
      >
        <span className={`${styles.face} ${styles[`face-${conversation.status}`] ?? ''}`}>
          {initials(conversation.customerName)}
          {place !== undefined && place <= 9 && <span className={styles.place}>{place}</span>}
        </span>
        <span className={styles.words}>
          <span className={styles.top}>
            <span className={styles.name}>{conversation.customerName}</span>
            <TierMark tier={conversation.tier} />
            <ConversationEmotion conversationId={conversation.id} />
            <span className={styles.time}>
              <Clock conversation={conversation} />
            </span>
          </span>
          {draft && !open ? (
            <span className={styles.line} title={draft}>
              <em className={styles.draft}>
                <EditOutlined aria-hidden /> {t('queue.draft')}
              </em>{' '}
              {draft}
            </span>
          ) : (
            <span className={unread ? `${styles.line} ${styles.unread}` : styles.line} title={line}>
              {line}
            </span>
          )}
          {(waiting || conversation.handOver) && <Chips conversation={conversation} />}
        </span>
        {unread > 0 && (
          <span className={styles.unseen} role="status" aria-label={t('queue.unreadCount', { count: unread })}>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
      {waiting && onAccept && (
        <Button
          size="small"
          type={next ? 'primary' : 'default'}
          className={next ? `${styles.accept} ${styles.always}` : (styles.accept ?? '')}
          onClick={() => onAccept(conversation)}
        >
          {t('queue.accept')}
        </Button>
      )}
    </div>
  )
}

/** How long the customer has waited for a word; when none is due, when something last happened. */
function Clock({ conversation }: { conversation: Conversation }) {
  if (conversation.status === 'queued')
    return <WaitingTime since={conversation.queuedAt ?? conversation.lastMessageAt} />
  if (conversation.status === 'human' && conversation.waitingSince && !conversation.snoozedUntil)
    return <WaitingTime since={conversation.waitingSince} />
  return <RelativeTime at={conversation.snoozedUntil ?? conversation.lastMessageAt} />
}

function Chips({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('desk')
  const skillName = useSkillName()
  const { handOver } = conversation
  return (
    <span className={styles.chips}>
      {conversation.priority > 0 && <span className={`${styles.chip} ${styles.risk}`}>{t('queue.urgent')}</span>}
      {handOver && <span className={styles.chip}>{t(`reason.${handOver.reason}`)}</span>}
      {conversation.skill && <span className={styles.chip}>{skillName(conversation.skill)}</span>}
      {conversation.language === 'en' && <span className={styles.chip}>EN</span>}
      <span className={styles.quietChip}>
        {t(`channel.${conversation.channel}` as 'channel.web', { defaultValue: conversation.channel })}
      </span>
    </span>
  )
}
