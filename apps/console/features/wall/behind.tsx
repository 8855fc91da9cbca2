import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Wall } from '../../../../src/desk/wall/contract.ts'
import { formatNumber, formatTime, formatWait } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import { useAwayReasons } from '../team/use-away-reasons.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { ticketTitle } from '../tickets/ticket-title.ts'
import { OnCall } from './on-call.tsx'
import styles from './wall.module.css'

export type Open = 'waiting' | 'angry' | 'agents' | 'tickets' | 'today'
type Props = { open: Open; wall: Wall; title: string; onWatch: (id: string) => void; onClose: () => void }

/** What a number of the wall is made of. */
export function Behind({ open, wall, title, onWatch, onClose }: Props) {
  return (
    <Drawer open size={560} title={title} onClose={onClose}>
      <div className={styles.behind}>
        {open === 'waiting' && <Waiting wall={wall} onWatch={onWatch} />}
        {open === 'angry' && <Angry wall={wall} onWatch={onWatch} />}
        {open === 'agents' && <Agents wall={wall} onWatch={onWatch} />}
        {open === 'tickets' && <Tickets wall={wall} />}
        {open === 'today' && <Today wall={wall} />}
      </div>
    </Drawer>
  )
}

type PersonLine = { person: Wall['serving'][number]; text: ReactNode; end: ReactNode; onClick: () => void }
function Person({ person, text, end, onClick }: PersonLine) {
  return (
    <button type="button" onClick={onClick}>
      <span>
        <b>{person.customerName}</b> <TierMark tier={person.tier} /> <OnCall person={person} />
        <small>{text}</small>
      </span>
      <em>{end}</em>
    </button>
  )
}

type Part = { wall: Wall; onWatch: (id: string) => void }

function Waiting({ wall, onWatch }: Part) {
  const { t } = useTranslation('wall')
  const { locale } = usePreferences()
  const queueOf = (id: string | null) => wall.queues.find(({ queueId }) => queueId === id)?.name[locale] ?? ''
  if (!wall.waiting.people.length) return <Empty title={t('nobodyWaits')} />
  return wall.waiting.people.map((one) => (
    <Person
      key={one.conversationId}
      person={one}
      text={[queueOf(one.queueId), one.subject].filter(Boolean).join(' · ')}
      end={`${one.late ? '⚠ ' : ''}${formatWait(one.waitedSeconds * 1000, locale)}`}
      onClick={() => onWatch(one.conversationId)}
    />
  ))
}

function Angry({ wall, onWatch }: Part) {
  const { t } = useTranslation(['wall', 'desk'])
  const { name } = useColleagues()
  if (!wall.angry.length) return <Empty title={t('wall:calm')} />
  return wall.angry.map((one) => (
    <Person
      key={one.conversationId}
      person={one}
      text={[t(`desk:status.${one.status}`), one.assigneeId && name(one.assigneeId), one.subject]
        .filter(Boolean)
        .join(' · ')}
      end={`${t(`wall:label.${one.label}`)} · ${t(`wall:level_.${one.level}`)} · ${t(`wall:trend.${one.trend}`)}`}
      onClick={() => onWatch(one.conversationId)}
    />
  ))
}

function Agents({ wall, onWatch }: Part) {
  const { t } = useTranslation('wall')
  const { words } = useAwayReasons()
  const { locale } = usePreferences()
  if (!wall.agents.length) return <Empty title={t('nobodyThere')} />
  return wall.agents.map((agent) => (
    <section key={agent.userId} className={styles.agent}>
      <h3>
        <span>
          {locale === 'en' ? agent.nameEn || agent.name : agent.name}
          <small>
            {t(`presence.${agent.presence}`)}
            {words(agent.reason) && ` · ${words(agent.reason)}`}
            {agent.shift &&
              ` · ${t(agent.missing ? 'missingUntil' : 'shiftUntil', { name: agent.shift.name, time: formatTime(agent.shift.to, locale) })}`}
            {agent.since && (
              <>
                {' · '}
                <RelativeTime at={agent.since} />
              </>
            )}
          </small>
        </span>
        <em>{t('serving', { serving: agent.serving, capacity: agent.capacity })}</em>
      </h3>
      {wall.serving
        .filter(({ assigneeId }) => assigneeId === agent.userId)
        .map((one) => (
          <Person
            key={one.conversationId}
            person={one}
            text={one.subject}
            end={t('listen')}
            onClick={() => onWatch(one.conversationId)}
          />
        ))}
    </section>
  ))
}

function Tickets({ wall }: { wall: Wall }) {
  const { t } = useTranslation('wall')
  const { locale } = usePreferences()
  if (!wall.tickets.items.length) return <Empty title={t('ticketsFine')} />
  return wall.tickets.items.map((ticket) => (
    <Link key={ticket.id} to={`/tickets/${ticket.id}`}>
      <span>
        <b>#{ticket.number}</b> {ticketTitle(ticket, locale)}
        <small>{t(ticket.breached ? 'isBreached' : 'isAtRisk')}</small>
      </span>
      <em>
        <RelativeTime at={ticket.dueAt} />
      </em>
    </Link>
  ))
}

function Today({ wall }: { wall: Wall }) {
  const { t } = useTranslation('wall')
  const { locale } = usePreferences()
  const { today } = wall
  const rows = [
    [t('today.offered'), today.offered],
    [t('today.answered'), today.answered],
    [t('today.gaveUp'), today.gaveUp],
    [t('today.average'), formatWait(today.averageWait * 1000, locale)],
    [
      t('today.level', { seconds: today.within }),
      today.serviceLevel === null ? '—' : `${formatNumber(today.serviceLevel * 100, locale, 1)} %`,
    ],
    [t('today.promise'), `${formatNumber(today.share * 100, locale)} %`],
  ]
  return (
    <>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{t('today.note')}</p>
      <Link to="/conversations?status=closed">{t('today.open')}</Link>
    </>
  )
}
