import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RosterRequest } from '../../../../src/desk/roster/contract.ts'
import { post } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import { TONES, useRequestText } from './request-text.tsx'
import styles from './roster.module.css'
import { RosterHead } from './roster-head.tsx'
import { useRequests, useRosterChange } from './use-roster.ts'

/** Swaps and leave that people ask for, to be granted or declined. */
export function RequestsPage() {
  const { t } = useTranslation('roster')
  const requests = useRequests()
  const items = requests.data?.items
  return (
    <Page>
      <RosterHead hint={t('request.hint')} />
      {requests.isPending && <Loading rows={5} />}
      {requests.isError && !items && <Problem error={requests.error} onRetry={() => void requests.refetch()} />}
      {items?.length === 0 && <Empty title={t('request.empty')} hint={t('request.emptyHint')} />}
      <div className={styles.cards}>
        {items?.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </div>
    </Page>
  )
}

function Request({ request }: { request: RosterRequest }) {
  const { t } = useTranslation('roster')
  const { name } = useColleagues()
  const textOf = useRequestText()
  const [answer, setAnswer] = useState('')
  const decide = useRosterChange(
    (approve: boolean) => post<RosterRequest>(`/api/roster/requests/${request.id}/decide`, { approve, answer }),
    t('request.decided'),
  )
  const { status, kind, agreed, note } = request
  return (
    <article className={styles.card}>
      <header>
        <b>{name(request.userId) ?? request.userId}</b>
        <StatusMark tone={TONES[status]}>{t(`request.status.${status}`)}</StatusMark>
        <small>
          <RelativeTime at={request.createdAt} />
        </small>
      </header>
      <p>{textOf(request)}</p>
      {note && <p className={styles.soft}>“{note}”</p>}
      {kind === 'swap' && status === 'waiting' && (
        <p className={styles.soft}>{t(agreed ? 'request.agreed' : 'request.notAnswered')}</p>
      )}
      {status === 'waiting' ? (
        <footer>
          <Input
            aria-label={t('request.answer')}
            placeholder={t('request.answer')}
            maxLength={300}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <Button disabled={decide.isPending} onClick={() => decide.mutate(false)}>
            {t('request.decline')}
          </Button>
          <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
            {t('request.approve')}
          </Button>
        </footer>
      ) : (
        request.answer && <p className={styles.soft}>{t('request.answered', { text: request.answer })}</p>
      )}
    </article>
  )
}
