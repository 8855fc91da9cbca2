import { useTranslation } from 'react-i18next'
import { ClockTime } from '../../../components/clock-time.tsx'
import type { ShownMessage } from '../types.ts'
import { MessageParts } from './message-parts.tsx'
import styles from './thread.module.css'
import { useNoticeText } from './use-notice-text.ts'

/** A line of the house between the speakers: handed over, joined, closed. */
export function NoticeLine({ message }: { message: ShownMessage }) {
  const { t } = useTranslation('desk')
  const noticeText = useNoticeText()
  const notices = message.parts.flatMap((part) =>
    part.kind === 'notice' ? [noticeText(part.code, part.params ?? {})] : [],
  )
  const others = message.parts.filter((part) => part.kind !== 'notice' && part.kind !== 'rating-request')
  const asksRating = message.parts.some((part) => part.kind === 'rating-request')
  return (
    <div className={styles.notice}>
      {notices.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {asksRating && <span>{t('notice.rating-request')}</span>}
      <ClockTime at={message.at} />
      {others.length > 0 && <MessageParts parts={others} />}
    </div>
  )
}
