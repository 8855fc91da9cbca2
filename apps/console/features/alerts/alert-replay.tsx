import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../../src/emotion/alerts/contract.ts'
import type { EmotionPoint } from '../../../../src/emotion/contract.ts'
import { get } from '../../api.ts'
import { FeelingPopover } from '../../components/emotion/feeling-popover.tsx'
import { useReasonText } from '../../components/emotion/use-reason-text.ts'
import { Word } from '../../components/list/status-mark.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { type MessagePage, messagesKey } from '../../realtime/query-keys.ts'
import { useSession } from '../../session.tsx'
import styles from './alerts.module.css'

/** Message by message: what was said, how it was read, and where the alert fired. */
export function AlertReplay({ alert, curve }: { alert: Alert; curve: EmotionPoint[] }) {
  const { t } = useTranslation('alerts')
  const reasonText = useReasonText()
  const { may } = useSession()
  const path = `/api/conversations/${alert.conversationId}/messages`
  const messages = useQuery({
    queryKey: messagesKey(alert.conversationId),
    queryFn: ({ signal }) => get<MessagePage>(path, { limit: 100 }, signal),
  })
  if (messages.isPending) return <Loading rows={4} />
  if (!messages.data) return <Problem error={messages.error} onRetry={() => void messages.refetch()} />
  const said = new Map(messages.data.items.map((one) => [one.seq, one]))
  return (
    <ol className={styles.replay}>
      {curve.map((point) => (
        <li key={`${point.at}${point.seq}`} className={point.seq === alert.raisedSeq ? styles.fired : undefined}>
          <span className={styles.score}>{Math.round(point.score * 100)}</span>
          <span className={styles.said}>
            {said
              .get(point.seq ?? -1)
              ?.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
              .join(' ') ?? t(`source.${point.source}`)}
            <span className={styles.reasons}>
              {point.because.map((reason) => (
                <Word key={`${reason.kind}${reason.text}`}>{reasonText(reason)}</Word>
              ))}
            </span>
          </span>
          {point.seq !== null && point.source === 'text' && may('conversations.reply') && (
            <FeelingPopover conversationId={alert.conversationId} seq={point.seq} className={styles.correct} />
          )}
          {point.seq === alert.raisedSeq && <strong>{t('firedHere')}</strong>}
        </li>
      ))}
    </ol>
  )
}
