import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FailureCase } from '../../../../src/learning/contract.ts'
import { languageName } from '../../../kit/format.ts'
import { Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useSession } from '../../session.tsx'
import styles from './case.module.css'
import { CaseReasons } from './case-reasons.tsx'
import { MaskedText } from './masked-text.tsx'
import { useContext } from './use-context.ts'
import { useTaken } from './use-taken.ts'

/** One case: what the customer said, why it is here, what the bot took it for, and what was said around it. */
export function CaseView({ one }: { one: FailureCase }) {
  const { t } = useTranslation('learning')
  const { may } = useSession()
  const nameOf = useTaken()
  const percent = Math.round(one.confidence * 100)
  return (
    <section className={styles.case} aria-label={t('case')}>
      <div className={styles.about}>
        <CaseReasons reasons={one.reasons} />
        {one.second && <Word title={t('secondHint')}>{t('second')}</Word>}
        <Word>{languageName(one.language)}</Word>
        <span className={styles.when}>
          <RelativeTime at={one.at} />
        </span>
      </div>
      <blockquote className={styles.text}>
        <MaskedText text={one.text} />
      </blockquote>
      <p className={styles.taken}>
        {one.taken === null
          ? t('takenForNothing')
          : t(one.kind === 'emotion' ? 'readAs' : 'taken', { taken: nameOf(one.kind, one.taken), percent })}
        {may('conversations.read-all') && (
          <Link to={`/conversations/${encodeURIComponent(one.conversationId)}`}>{t('openConversation')}</Link>
        )}
      </p>
      <Around one={one} />
    </section>
  )
}

function Around({ one }: { one: FailureCase }) {
  const { t } = useTranslation('learning')
  const { data, isError } = useContext(one.id)
  if (isError) return <p className={styles.none}>{t('context.failed')}</p>
  return (
    <ol className={styles.around} aria-label={t('context.label')}>
      {data?.messages.map((message) => (
        <li
          key={message.seq}
          className={`${styles.said} ${styles[message.by] ?? ''} ${message.seq === one.seq ? styles.here : ''}`}
        >
          <span className={styles.who}>{t(`context.${message.by}`)}</span>
          <span className={styles.words}>
            <MaskedText text={message.text} />
          </span>
        </li>
      ))}
    </ol>
  )
}
