import { PhoneOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { useSession } from '../../session.tsx'
import styles from './phone.module.css'
import { RecordingButton } from './recording-button.tsx'
import { isCall, useLiveCall } from './use-live-call.ts'

/** A customer on the line, and whether what is said is recorded. */
export function LiveCallLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('phone')
  const { user, may } = useSession()
  const { id, status, assigneeId } = conversation
  const live = useLiveCall(id, isCall(conversation))
  if (!live) return null
  const serves = may('conversations.assign') || (status === 'human' && assigneeId === user.id)
  return (
    <div className={styles.line}>
      <PhoneOutlined aria-hidden />
      <span className={styles.lineWords}>{t('line.on')}</span>
      {serves && <RecordingButton conversationId={id} />}
    </div>
  )
}
