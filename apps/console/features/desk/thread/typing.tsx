import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { useColleagues } from '../../conversations/use-colleagues.ts'
import styles from './thread.module.css'
import { useTypists } from './use-typists.ts'

/** Keeps its height whether somebody types or not, so that the thread does not jump. */
export function Typing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('desk')
  const typists = useTypists(conversation.id)
  const { nameOf } = useColleagues()
  const { customer, colleague } = typists
  const who = customer ? conversation.customerName : colleague && (nameOf(colleague.userId) || colleague.name)
  return (
    <div className={styles.typing} aria-live="off">
      {who && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t('thread.typing', { name: who })}
        </>
      )}
    </div>
  )
}
