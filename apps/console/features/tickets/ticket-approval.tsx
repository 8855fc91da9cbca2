import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approval, TicketDetails } from '../../../../src/tickets/contract.ts'
import type { Tone } from '../../components/list/status-mark.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './tickets.module.css'
import { useRelations } from './use-relations.ts'

const TONES: Record<Approval['status'], Tone> = { waiting: 'person', approved: 'good', rejected: 'risk' }

/** Who has to agree, who did, and the decision itself for whoever's turn it is. */
export function TicketApproval({ details, readOnly }: { details: TicketDetails; readOnly: boolean }) {
  const { t } = useTranslation('tickets')
  const { locale } = usePreferences()
  const { user } = useSession()
  const actorName = useActorName()
  const { ticket, approvals } = details
  const acts = useRelations(ticket)
  const [comment, setComment] = useState('')
  if (approvals.length === 0) return null
  const turn = approvals.find(({ status }) => status !== 'approved')
  const mine =
    turn?.status === 'waiting' &&
    (user.role === turn.role || user.role === 'administrator') &&
    ticket.createdBy !== `user:${user.id}` &&
    ticket.assigneeId !== user.id
  const decide = (decision: 'approved' | 'rejected') =>
    turn && acts.decide.mutate({ step: turn.step, decision, comment }, { onSuccess: () => setComment('') })
  return (
    <section className={styles.card}>
      <h2>{t('approval.title')}</h2>
      <ol className={styles.steps}>
        {approvals.map((one) => (
          <li key={one.step}>
            <span>
              {locale === 'zh' ? one.name : one.nameEn}{' '}
              <span className={styles.faint}>{t(`approval.role.${one.role}`)}</span>
            </span>
            <StatusMark tone={TONES[one.status]}>{t(`approval.state.${one.status}`)}</StatusMark>
            {one.decidedBy && (
              <span className={styles.faint}>
                {actorName(one.decidedBy)} {one.decidedAt && <RelativeTime at={one.decidedAt} />}
                {one.comment && ` · ${one.comment}`}
              </span>
            )}
          </li>
        ))}
      </ol>
      {mine && !readOnly && (
        <div className={styles.acts}>
          <Input
            size="small"
            maxLength={1000}
            aria-label={t('approval.comment')}
            placeholder={t('approval.comment')}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <Button size="small" type="primary" loading={acts.decide.isPending} onClick={() => decide('approved')}>
            {t('approval.approve')}
          </Button>
          <Button size="small" danger disabled={!comment.trim()} onClick={() => decide('rejected')}>
            {t('approval.reject')}
          </Button>
        </div>
      )}
      {turn?.status === 'rejected' && !readOnly && (
        <div>
          <Button size="small" loading={acts.askAgain.isPending} onClick={() => acts.askAgain.mutate()}>
            {t('approval.again')}
          </Button>
        </div>
      )}
    </section>
  )
}
