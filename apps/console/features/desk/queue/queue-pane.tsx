import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { Kbd } from '../../../components/kbd.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useSession } from '../../../session.tsx'
import { MyChats } from './my-chats.tsx'
import { PresenceSwitch } from './presence-switch.tsx'
import styles from './queue.module.css'
import { QueueItem } from './queue-item.tsx'
import { QueueSection } from './queue-section.tsx'
import { useQueue, useWatched } from './use-queue.ts'

type Props = { openId: string | null; onOpen: (id: string) => void; onAccept: (conversation: Conversation) => void }

/** What needs me: who waits (next one first), whom I serve, and what the bot is doing for those who may watch. */
export function QueuePane({ openId, onOpen, onAccept }: Props) {
  const { t } = useTranslation('desk')
  const { may } = useSession()
  const mayWatch = may('conversations.read-all')
  const { query, waiting, mine, asleep } = useQueue()
  const watched = useWatched(mayWatch)

  return (
    <aside className={styles.pane} aria-label={t('queue.label')}>
      <PresenceSwitch />
      <div className={styles.scroll}>
        {query.isPending && <Loading rows={6} />}
        {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
        {query.data && (
          <>
            <QueueSection
              title={t('queue.waiting')}
              count={waiting.length}
              urgent
              aside={waiting.length > 0 ? <Kbd keys="alt+n" /> : null}
            >
              {waiting.map((conversation, index) => (
                <QueueItem
                  key={conversation.id}
                  conversation={conversation}
                  open={conversation.id === openId}
                  next={index === 0}
                  onOpen={onOpen}
                  onAccept={onAccept}
                />
              ))}
              {waiting.length === 0 && <p className={styles.none}>{t('queue.noneWaiting')}</p>}
            </QueueSection>
            <MyChats mine={mine} asleep={asleep} someWait={waiting.length > 0} openId={openId} onOpen={onOpen} />
          </>
        )}
        {mayWatch && watched.data && (
          <QueueSection title={t('queue.bot')} count={watched.data.items.length} folded>
            {watched.data.items.map((conversation) => (
              <QueueItem
                key={conversation.id}
                conversation={conversation}
                open={conversation.id === openId}
                onOpen={onOpen}
              />
            ))}
            {watched.data.items.length === 0 && <p className={styles.none}>{t('queue.noneBot')}</p>}
          </QueueSection>
        )}
      </div>
    </aside>
  )
}
