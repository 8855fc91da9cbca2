import { DownOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { Empty } from '../../../components/empty.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useSession } from '../../../session.tsx'
import { DayLine } from './day-line.tsx'
import { groupMessages, messageKey } from './group-messages.ts'
import { MergedThreads } from './merged-threads.tsx'
import { MessageGroup } from './message-group.tsx'
import { NoticeLine } from './notice-line.tsx'
import styles from './thread.module.css'
import { Typing } from './typing.tsx'
import { useAnchor } from './use-anchor.ts'
import { useJump } from './use-jump.ts'
import { useMessages } from './use-messages.ts'
import { useReadMark } from './use-read-mark.ts'

/** The conversation itself. Nothing moves under the reader's eyes; what comes in below is counted in a pill. */
export function Thread({ conversation, reads }: { conversation: Conversation; reads: boolean }) {
  const { t } = useTranslation('desk')
  const { user } = useSession()
  const { query, shown, hasMore, loadEarlier, loadingEarlier } = useMessages(conversation.id)
  const items = useMemo(() => groupMessages(shown), [shown])
  const first = shown[0]
  const own = shown.findLast((message) => message.author.id === user.id && message.state === 'sending')
  const anchor = useAnchor(conversation.id, first ? messageKey(first) : '', shown.length, own ? messageKey(own) : '')
  useJump(anchor.box, { firstSeq: query.data?.items[0]?.seq ?? null, hasMore, loading: loadingEarlier, loadEarlier })
  const lastSeq = query.data?.items.at(-1)?.seq ?? 0
  useReadMark(conversation, lastSeq, reads && anchor.atEnd)

  return (
    <div className={styles.frame}>
      <div
        ref={anchor.box}
        className={styles.scroll}
        onScroll={anchor.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
        tabIndex={0}
        role="log"
        aria-label={t('thread.label', { name: conversation.customerName })}
        aria-live="polite"
      >
        <div className={styles.messages}>
          {query.isPending && <Loading rows={8} />}
          {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
          {hasMore && (
            <Button
              type="text"
              size="small"
              className={styles.earlier ?? ''}
              loading={loadingEarlier}
              onClick={() => loadEarlier()}
            >
              {t('thread.earlier')}
            </Button>
          )}
          {query.data && !hasMore && <MergedThreads conversation={conversation} />}
          {query.data && shown.length === 0 && <Empty title={t('thread.empty')} />}
          {items.map((item) => {
            if (item.kind === 'day') return <DayLine key={item.key} at={item.at} />
            if (item.kind === 'notice') return <NoticeLine key={item.key} message={item.message} />
            return <MessageGroup key={item.key} messages={item.messages} conversation={conversation} />
          })}
          <Typing conversation={conversation} />
        </div>
      </div>
      {!anchor.atEnd && (
        <button
          type="button"
          className={anchor.unseen > 0 ? `${styles.pill} ${styles.fresh}` : styles.pill}
          onClick={anchor.toEnd}
        >
          <DownOutlined aria-hidden />{' '}
          {anchor.unseen > 0 ? t('thread.unseen', { count: anchor.unseen }) : t('thread.toEnd')}
        </button>
      )}
    </div>
  )
}
