import { useTranslation } from 'react-i18next'
import styles from './composer.module.css'
import type { useMentions } from './use-mentions.ts'

/** Colleagues to call into a note; arrows choose, Enter or Tab writes the name. */
export function MentionPopup({ mentions }: { mentions: ReturnType<typeof useMentions> }) {
  const { t } = useTranslation('desk')
  if (mentions.offered.length === 0) return null
  return (
    <div className={styles.popup} role="listbox" aria-label={t('composer.mention')}>
      {mentions.offered.map((person, at) => (
        <div
          key={person.id}
          role="option"
          tabIndex={-1}
          aria-selected={at === mentions.marked}
          className={styles.reply}
          onMouseMove={() => mentions.setMarked(at)}
          onMouseDown={(event) => {
            event.preventDefault()
            mentions.insert(person.shown)
          }}
        >
          <span className={styles.replyHead}>
            <code>@</code>
            <strong>{person.shown}</strong>
            <em>{t(`presence.${person.presence.status}`)}</em>
          </span>
        </div>
      ))}
    </div>
  )
}
