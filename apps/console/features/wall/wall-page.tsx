import { FullscreenOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wall } from '../../../../src/desk/wall/contract.ts'
import { formatNumber, formatTime, formatWait } from '../../../kit/format.ts'
import { get } from '../../api.ts'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { useNow } from '../../components/use-now.ts'
import { usePreferences } from '../../preferences.ts'
import { useLive } from '../../realtime/realtime.tsx'
import { useAwayReasons } from '../team/use-away-reasons.ts'
import { useTeams } from '../team/use-teams.ts'
import { Behind, type Open } from './behind.tsx'
import { Monitor } from './monitor.tsx'
import { OnCall } from './on-call.tsx'
import { Tile, type TileProps } from './tile.tsx'
import styles from './wall.module.css'

const KEY = ['wall']
const NEWS =
  /^(conversation\.(changed|opened)|emotion\.changed|presence\.changed|call\.(started|ended|joined)|wait\.exceeded|ticket\.|routing\.changed|roster\.changed)/

/** The whole desk, readable from four metres: the worst is the biggest, and every number opens what is behind it. */
export default function WallPage() {
  const { t } = useTranslation('wall')
  const query = useWall()
  const [open, setOpen] = useState<Open | null>(null)
  const [watched, setWatched] = useState<string | null>(null)
  const { values, set } = useFilters(['team'])
  const { team } = values
  if (query.isPending) return <Loading page />
  if (query.isError && !query.data) return <Problem error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return null
  const wall = narrowed(query.data, team)
  return (
    <div className={styles.wall}>
      <Head wall={wall} stale={query.isError} team={team} onTeam={(chosen) => set({ team: chosen })} />
      <Numbers wall={wall} onOpen={setOpen} />
      <Lists wall={wall} onOpen={setOpen} onWatch={setWatched} />
      {open && (
        <Behind
          open={open}
          wall={wall}
          title={t(`behind.${open}`)}
          onWatch={(id) => {
            setOpen(null)
            setWatched(id)
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {watched && <Monitor key={watched} conversationId={watched} onClose={() => setWatched(null)} />}
    </div>
  )
}

/** Anew with each fact that matters, at most once a second, and every ten seconds for what time alone changes. */
function useWall() {
  const client = useQueryClient()
  const { onEvent } = useLive()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onEvent(({ kind }) => {
      if (!NEWS.test(kind) || timer) return
      timer = setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: KEY })
      }, 800)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [onEvent, client])
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Wall>('/api/wall', {}, signal),
    refetchInterval: 10_000,
  })
}

/** With one team's people only; customers and queues stay as they are. */
const narrowed = (wall: Wall, team: string): Wall =>
  team ? { ...wall, agents: wall.agents.filter(({ teams }) => teams.includes(team)) } : wall

type HeadProps = { wall: Wall; stale: boolean; team: string; onTeam: (team: string) => void }
function Head({ wall, stale, team, onTeam }: HeadProps) {
  const { t } = useTranslation('wall')
  const { locale } = usePreferences()
  const now = useNow()
  const { options } = useTeams()
  return (
    <header className={styles.head}>
      <h1>{t('title')}</h1>
      {wall.peak && <Peak peak={wall.peak} />}
      {stale && <span className={styles.stale}>{t('stale', { time: formatTime(wall.at, locale) })}</span>}
      {options.length > 0 && (
        <ChoiceFilter name={t('allTeams')} value={team} options={options} onChange={onTeam} search />
      )}
      <time>{formatTime(now, locale)}</time>
      <Button
        icon={<FullscreenOutlined aria-hidden />}
        onClick={() => void document.documentElement.requestFullscreen()}
      >
        {t('fullScreen')}
      </Button>
    </header>
  )
}

/** That the bot works otherwise than usual, since when and how. */
function Peak({ peak }: { peak: NonNullable<Wall['peak']> }) {
  const { t } = useTranslation('wall')
  const { locale } = usePreferences()
  const { since, answer, patience } = peak
  const moved = [
    answer.now !== answer.usual && t('peakAnswer', { usual: answer.usual.toFixed(2), now: answer.now.toFixed(2) }),
    patience.now !== patience.usual && t('peakPatience', patience),
  ].filter(Boolean)
  return (
    <p className={styles.peak}>
      <b>{t('peak')}</b>
      <span>{t('peakSince', { time: formatTime(since, locale) })}</span>
      {moved.length ? moved.map((one) => <span key={String(one)}>{one}</span>) : <span>{t('peakSame')}</span>}
    </p>
  )
}

function Numbers({ wall, onOpen }: { wall: Wall; onOpen: (open: Open) => void }) {
  const { t } = useTranslation('wall')
  const { locale } = usePreferences()
  const { waiting, angry, agents, tickets, today } = wall
  const there = agents.filter(({ presence }) => presence === 'online')
  const idle = there.filter(({ serving }) => serving === 0).length
  const missing = agents.filter((agent) => agent.missing).length
  const hands = there.reduce((sum, { capacity, serving }) => sum + Math.max(0, capacity - serving), 0)
  const furious = angry.filter(({ level }) => level === 'high').length
  const level = today.serviceLevel
  const tiles: ({ open: Open } & Omit<TileProps, 'onOpen'>)[] = [
    {
      ...{ open: 'waiting' as const, name: t('waiting'), value: waiting.count, bad: waiting.late > 0 },
      note: waiting.count
        ? t('longest', { time: formatWait(waiting.longestSeconds * 1000, locale) })
        : t('nobodyWaits'),
    },
    {
      ...{ open: 'angry' as const, name: t('angry'), value: angry.length, bad: furious > 0 },
      note: furious ? t('furious', { count: furious }) : t(angry.length ? 'notFurious' : 'calm'),
    },
    {
      ...{ open: 'agents' as const, name: t('idle'), value: idle, bad: hands === 0 && waiting.count > 0 },
      note: missing ? t('missing', { count: missing }) : t('hands', { online: there.length, hands }),
    },
    {
      ...{
        open: 'tickets' as const,
        name: t('tickets'),
        value: tickets.breached + tickets.atRisk,
        bad: tickets.breached > 0,
      },
      note: tickets.breached
        ? t('breached', { count: tickets.breached })
        : tickets.atRisk
          ? t('dueSoon', { count: tickets.atRisk })
          : t('ticketsFine'),
    },
    {
      ...{
        open: 'today' as const,
        name: t('level', { seconds: today.within }),
        bad: level !== null && level < today.share,
      },
      value: level === null ? '—' : `${formatNumber(level * 100, locale)}%`,
      note: t('levelNote', { answered: today.answered, offered: today.offered, gaveUp: today.gaveUp }),
    },
  ]
  return (
    <div className={styles.numbers}>
      {tiles.map(({ open, ...tile }) => (
        <Tile key={open} {...tile} onOpen={() => onOpen(open)} />
      ))}
    </div>
  )
}

type ListsProps = { wall: Wall; onOpen: (open: Open) => void; onWatch: (id: string) => void }

/** Who waits longest and who is angriest by name; how each queue and each agent stands. */
function Lists({ wall, onOpen, onWatch }: ListsProps) {
  const { t } = useTranslation(['wall', 'desk'])
  const { locale } = usePreferences()
  const { waiting, angry, queues, agents } = wall
  const { words } = useAwayReasons()
  const level = ({ serviceLevel, share, within }: Wall['queues'][number]) => {
    const promise = { share: Math.round(share * 100), seconds: within }
    return serviceLevel === null
      ? t('wall:queueNoLevel', promise)
      : t('wall:queueLevel', { ...promise, level: Math.round(serviceLevel * 100) })
  }
  const late = ({ serviceLevel, share }: Wall['queues'][number]) => serviceLevel !== null && serviceLevel < share
  return (
    <div className={styles.lists}>
      <section className={styles.list}>
        <h2>{t('wall:waitingNow')}</h2>
        {waiting.people.length === 0 && <p className={styles.quiet}>{t('wall:nobodyWaits')}</p>}
        {waiting.people.slice(0, 6).map((one) => (
          <button
            type="button"
            key={one.conversationId}
            className={one.late ? styles.bad : undefined}
            onClick={() => onWatch(one.conversationId)}
          >
            <b>
              {one.customerName} <OnCall person={one} />
            </b>
            <span>{one.subject}</span>
            <em>{formatWait(one.waitedSeconds * 1000, locale)}</em>
          </button>
        ))}
      </section>
      <section className={styles.list}>
        <h2>{t('wall:angryNow')}</h2>
        {angry.length === 0 && <p className={styles.quiet}>{t('wall:calm')}</p>}
        {angry.slice(0, 6).map((one) => (
          <button
            type="button"
            key={one.conversationId}
            className={one.level === 'high' ? styles.bad : undefined}
            onClick={() => onWatch(one.conversationId)}
          >
            <b>
              {one.customerName} <OnCall person={one} />
            </b>
            <span>{`${t(`wall:label.${one.label}`)} · ${t(`wall:level_.${one.level}`)}`}</span>
            <em>{t(`wall:trend.${one.trend}`)}</em>
          </button>
        ))}
      </section>
      <section className={styles.list}>
        <h2>{t('wall:queues')}</h2>
        {queues.map((queue) => (
          <button type="button" key={queue.queueId ?? ''} onClick={() => onOpen('waiting')}>
            <b>{queue.name[locale]}</b>
            <span className={late(queue) ? styles.under : undefined}>
              {queue.open ? level(queue) : `${t('wall:closed')} · ${level(queue)}`}
            </span>
            <em>{queue.waiting}</em>
          </button>
        ))}
        <h2>{t('wall:team')}</h2>
        <div className={styles.team}>
          {agents.map((agent) => (
            <button
              type="button"
              key={agent.userId}
              className={agent.missing ? styles.missing : styles[agent.presence]}
              onClick={() => onOpen('agents')}
            >
              {locale === 'en' ? agent.nameEn || agent.name : agent.name} {agent.serving}/{agent.capacity}
              {agent.missing && ` · ${t('wall:isMissing')}`}
              {agent.presence === 'away' && words(agent.reason) && ` · ${words(agent.reason)}`}
            </button>
          ))}
        </div>
      </section>
    </div>
  )
}
