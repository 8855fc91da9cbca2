import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnRoster, PlannedShift, RosterRequest } from '../../../../src/desk/roster/contract.ts'
import { post } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import { LeaveForm } from './leave-form.tsx'
import { mondayOf } from './plan.ts'
import { TONES, useDayText, useRequestText } from './request-text.tsx'
import styles from './roster.module.css'
import { RosterHead } from './roster-head.tsx'
import { PlanChips, ShiftChip } from './shift-chip.tsx'
import { SwapForm } from './swap-form.tsx'
import { useOwnRoster, useRosterChange } from './use-roster.ts'

/** One's own shifts of four weeks, and what one asked or is asked. */
export function MinePage() {
  const { t } = useTranslation('roster')
  const own = useOwnRoster()
  const [leave, setLeave] = useState(false)
  return (
    <Page>
      <RosterHead hint={t('mine.hint')}>
        <Button onClick={() => setLeave(true)}>{t('mine.askLeave')}</Button>
      </RosterHead>
      {own.isPending && <Loading rows={6} />}
      {own.isError && !own.data && <Problem error={own.error} onRetry={() => void own.refetch()} />}
      {own.data && (
        <div className={styles.mine}>
          <Shifts own={own.data} />
          <Requests requests={own.data.requests} />
        </div>
      )}
      {leave && own.data && <LeaveForm today={own.data.today} onClose={() => setLeave(false)} />}
    </Page>
  )
}

function Shifts({ own }: { own: OwnRoster }) {
  const { t } = useTranslation('roster')
  const day = useDayText()
  const [swapped, setSwapped] = useState<{ date: string; shift: PlannedShift } | null>(null)
  const planned = own.days.filter(({ plan }) => plan.leave || plan.shifts.length)
  if (!planned.length) return <Empty title={t('mine.empty')} hint={t('mine.emptyHint')} />
  const weeks = Map.groupBy(planned, ({ date }) => mondayOf(date))
  const asked = new Set(own.requests.flatMap(({ status, shift }) => (status === 'waiting' && shift ? [shift.id] : [])))
  return (
    <section className={styles.weeksOwn}>
      {[...weeks].map(([monday, days]) => (
        <div key={monday} className={styles.card}>
          <h2>{t('mine.weekOf', { day: day(monday) })}</h2>
          <ul>
            {days.map(({ date, plan }) => (
              <li key={date} className={date < own.today ? styles.past : undefined}>
                <span className={date === own.today ? styles.today : undefined}>
                  {day(date)} {date === own.today && t('mine.today')}
                </span>
                {plan.leave && <PlanChips plan={plan} />}
                {plan.shifts.map((shift) => (
                  <span key={shift.id} className={styles.ownShift}>
                    <ShiftChip shift={shift} />
                    {date > own.today &&
                      (asked.has(shift.id) ? (
                        <small>{t('mine.asked')}</small>
                      ) : (
                        <Button
                          size="small"
                          type="text"
                          aria-label={`${t('mine.swap')} ${day(date)} ${shift.name}`}
                          onClick={() => setSwapped({ date, shift })}
                        >
                          {t('mine.swap')}
                        </Button>
                      ))}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {swapped && <SwapForm {...swapped} onClose={() => setSwapped(null)} />}
    </section>
  )
}

function Requests({ requests }: { requests: RosterRequest[] }) {
  const { t } = useTranslation('roster')
  if (!requests.length) return null
  return (
    <section className={styles.cards}>
      <h2>{t('mine.requests')}</h2>
      {requests.map((request) => (
        <Request key={request.id} request={request} />
      ))}
    </section>
  )
}

function Request({ request }: { request: RosterRequest }) {
  const { t } = useTranslation('roster')
  const { user } = useSession()
  const { name } = useColleagues()
  const textOf = useRequestText()
  const send = useRosterChange(
    ({ path, body }: { path: string; body: object }) =>
      post<RosterRequest>(`/api/roster/requests/${request.id}/${path}`, body),
    t('request.done'),
  )
  const { status, userId, agreed, answer } = request
  const isOwn = userId === user.id
  const isAsked = !isOwn && status === 'waiting' && agreed === null
  return (
    <article className={styles.card}>
      <header>
        {!isOwn && <b>{name(userId) ?? userId}</b>}
        <StatusMark tone={TONES[status]}>{t(`request.status.${status}`)}</StatusMark>
      </header>
      <p>{textOf(request)}</p>
      {request.note && <p className={styles.soft}>“{request.note}”</p>}
      {answer && <p className={styles.soft}>{t('request.answered', { text: answer })}</p>}
      {isOwn && status === 'waiting' && (
        <footer>
          {request.kind === 'swap' && (
            <small>{t(agreed ? 'request.waitsForSupervisor' : 'request.waitsForColleague')}</small>
          )}
          <Button size="small" onClick={() => send.mutate({ path: 'withdraw', body: {} })}>
            {t('request.withdraw')}
          </Button>
        </footer>
      )}
      {isAsked && (
        <footer>
          <Button size="small" onClick={() => send.mutate({ path: 'answer', body: { agree: false } })}>
            {t('request.refuse')}
          </Button>
          <Button size="small" type="primary" onClick={() => send.mutate({ path: 'answer', body: { agree: true } })}>
            {t('request.agree')}
          </Button>
        </footer>
      )}
    </article>
  )
}
