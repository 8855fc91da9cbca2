import { LockOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { ClockTime } from '../../../components/clock-time.tsx'
import { FeelingPopover } from '../../../components/emotion/feeling-popover.tsx'
import { initials } from '../../../components/initials.ts'
import { Mark } from '../../../components/mark.tsx'
import { useSession } from '../../../session.tsx'
import { useColleagues } from '../../conversations/use-colleagues.ts'
import { MessageTranslation } from '../translate/message-translation.tsx'
import type { ShownMessage } from '../types.ts'
import correct from './correct-intent.module.css'
import { CorrectIntent } from './correct-intent.tsx'
import { Delivery } from './delivery.tsx'
import { messageKey } from './group-messages.ts'
import { MessageMenu } from './message-menu.tsx'
import { MessageParts } from './message-parts.tsx'
import styles from './thread.module.css'

type Props = { messages: readonly [ShownMessage, ...ShownMessage[]]; conversation: Conversation }

/**
 * One speaker's messages in a row. Side, colour and head tell who speaks: the customer left on paper, the bot right in
 * teal with the AI label, a person right in amber, a note right behind a dashed edge with a lock.
 */
export function MessageGroup({ messages, conversation }: Props) {
  const { t } = useTranslation('desk')
  const [first] = messages
  const kind = first.internal ? 'note' : first.author.kind
  const ours = first.author.kind !== 'customer'
  const { nameOf } = useColleagues()
  const { may } = useSession()
  const correctable = (message: ShownMessage): message is ShownMessage & { seq: number } =>
    !ours && message.seq !== null && may('conversations.reply') && message.parts.some((part) => part.kind === 'text')
  const name = (first.author.kind === 'agent' && nameOf(first.author.id)) || first.author.name || t('thread.bot')
  return (
    <article
      className={`${styles.group} ${styles[kind] ?? ''} ${ours ? styles.ours : ''}`}
      aria-label={`${name} ${first.internal ? t('thread.note') : ''}`}
    >
      <div className={styles.face} aria-hidden="true">
        {first.author.kind === 'bot' ? <Mark size={18} /> : initials(name)}
      </div>
      <div className={styles.column}>
        <header className={styles.head}>
          <span className={styles.speaker}>{name}</span>
          {first.generated && (
            <span className={styles.ai} title={t('thread.generatedHint')}>
              {t('thread.generated')}
            </span>
          )}
          {first.internal && (
            <span className={styles.noteMark}>
              <LockOutlined aria-hidden /> {t('thread.noteHint')}
            </span>
          )}
          <ClockTime at={first.at} />
        </header>
        {messages.map((message) => (
          <div
            key={messageKey(message)}
            className={styles.message}
            data-state={message.state}
            data-seq={message.seq ?? undefined}
          >
            <MessageParts parts={message.parts} />
            {!ours && <MessageTranslation message={message} />}
            {message.changed?.what === 'edited' && <span className={styles.edited}>{t('amend.edited')}</span>}
            {message.changed?.what === 'cut' && (
              <span className={styles.edited}>
                {t(message.changed.heard ? 'amend.cut' : 'amend.unheard', { heard: message.changed.heard })}
              </span>
            )}
            <MessageMenu message={message} />
            {correctable(message) && <CorrectIntent conversationId={conversation.id} seq={message.seq} />}
            {correctable(message) && (
              <FeelingPopover
                conversationId={conversation.id}
                seq={message.seq}
                className={`${correct.open} ${correct.second}`}
                openClass={correct.shown}
              />
            )}
            {ours && !message.internal && <Delivery message={message} conversation={conversation} />}
            {message.internal && message.state === 'failed' && (
              <Delivery message={message} conversation={conversation} />
            )}
          </div>
        ))}
      </div>
    </article>
  )
}
