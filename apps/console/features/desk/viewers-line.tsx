import { EyeOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '../conversations/use-colleagues.ts'
import { useViewers } from './use-viewers.ts'
import styles from './viewers-line.module.css'

/**
 * Over the composer, or under what somebody only reads, where it keeps its place: who else is here, so that two do not
 * answer at once. Whoever sees the line is in it for the others.
 */
export function ViewersLine({ conversationId, typing = false }: { conversationId: string; typing?: boolean }) {
  const { t } = useTranslation('desk')
  const { nameOf } = useColleagues()
  const viewers = useViewers(conversationId, typing)
  const named = (some: typeof viewers) =>
    some.map(({ userId }) => nameOf(userId) || t('viewers.somebody')).join(t('viewers.and'))
  const writing = viewers.filter((one) => one.typing)
  return (
    <div className={styles.line} data-writing={writing.length > 0 ? true : undefined} role="status">
      {writing.length > 0 ? (
        <span>{t('viewers.writing', { names: named(writing) })}</span>
      ) : (
        viewers.length > 0 && (
          <span>
            <EyeOutlined aria-hidden /> {t('viewers.here', { names: named(viewers) })}
          </span>
        )
      )}
    </div>
  )
}
