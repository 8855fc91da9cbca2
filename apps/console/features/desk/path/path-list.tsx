import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get, type Page } from '../../../api.ts'
import { ClockTime } from '../../../components/clock-time.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useSession } from '../../../session.tsx'
import styles from './path.module.css'
import { type PathEvent, readPath, type TurnOnPath } from './read-path.ts'
import { useEventText } from './use-event-text.ts'

const KINDS = 'turn.decided,turn.failed,action.performed,conversation.changed,ticket.opened'

/** Every decision of the bot in order: what it understood, which steps it walked, what it did in the company's system. */
export function PathList({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('desk')
  const eventText = useEventText()
  const query = useQuery({
    queryKey: ['path', conversationId],
    queryFn: ({ signal }) =>
      get<Page<PathEvent>>(`/api/conversations/${conversationId}/events`, { kinds: KINDS, limit: 200 }, signal),
    staleTime: 5_000,
  })
  if (query.isPending) return <Loading rows={6} />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  if (query.data.items.length === 0) return <Empty title={t('path.empty')} />
  return (
    <ol className={styles.path}>
      {query.data.items.toReversed().map((event) => (
        <li key={event.position} className={`${styles.event} ${styles[event.kind.replace('.', '-')] ?? ''}`}>
          <div className={styles.line}>
            <span>{eventText(event)}</span>
            <ClockTime at={event.at} />
          </div>
          {event.kind === 'turn.decided' && <Turn turn={readPath(event.payload)} conversationId={conversationId} />}
        </li>
      ))}
    </ol>
  )
}

function Turn({ turn, conversationId }: { turn: TurnOnPath; conversationId: string }) {
  const { t } = useTranslation('desk')
  const { may } = useSession()
  return (
    <div className={styles.turn}>
      {turn.intent && (
        <div>
          {t('path.understood')} <code>{turn.intent}</code>{' '}
          <span className={styles.confidence}>{Math.round(turn.confidence * 100)} %</span>
        </div>
      )}
      {turn.flows.map((flow) => (
        <div key={flow.id} className={styles.flow}>
          {may('flows.read') ? (
            <Link to={`/flows/${flow.id}?conversation=${conversationId}`}>{flow.id}</Link>
          ) : (
            <span>{flow.id}</span>
          )}
          <span className={styles.steps}>
            {flow.steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a flow may walk a step twice
              <code key={`${at}:${step}`}>{step}</code>
            ))}
          </span>
        </div>
      ))}
      {turn.articleId && <Link to={`/knowledge/${turn.articleId}`}>{t('path.article')}</Link>}
    </div>
  )
}
