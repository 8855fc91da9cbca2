import { QuestionCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CandidateScore, Routed } from '../../../../src/desk/routing/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { get, type Page } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { useTeams } from '../team/use-teams.ts'
import styles from './routing.module.css'
import { useQueues } from './use-routing.ts'

type Told = { position: string; at: string; payload: Routed }

/** Why a conversation went to whom it went: everybody's points, and who could not be asked. */
export function WhyRouted({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('routing')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="text" size="small" icon={<QuestionCircleOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('why.ask')}
      </Button>
      {open && (
        <Modal open width={620} title={t('why.title')} footer={null} onCancel={() => setOpen(false)}>
          <Reasons conversationId={conversationId} />
        </Modal>
      )}
    </>
  )
}

function Reasons({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('routing')
  const query = useQuery({
    queryKey: ['routing', 'why', conversationId],
    queryFn: ({ signal }) =>
      get<Page<Told>>(
        `/api/conversations/${encodeURIComponent(conversationId)}/events`,
        { kinds: 'conversation.routed', limit: 10 },
        signal,
      ),
  })
  if (query.isPending) return <Loading rows={5} />
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />
  if (query.data.items.length === 0) return <Empty title={t('why.pulled')} hint={t('why.pulledHint')} />
  return query.data.items.map(({ position, at, payload }) => <Decision key={position} at={at} routed={payload} />)
}

function Decision({ at, routed }: { at: string; routed: Routed }) {
  const { t } = useTranslation('routing')
  const { locale } = usePreferences()
  const { name } = useColleagues()
  const queues = useQueues()
  const { names } = useTeams()
  const points = (value: number) => formatNumber(value, locale, 1)
  const words = (parts: Record<string, number>, nameOf: (part: string) => string) =>
    Object.entries(parts)
      .map(([part, value]) => `${nameOf(part)} ${points(value)}`)
      .join(' · ')
  const urgencyName = (part: string) => t(`urgency.${part as 'vip'}`, { defaultValue: part })
  const fitName = (part: string) => t(`fit.${part as 'skill'}`, { defaultValue: part })
  const who = (one: CandidateScore) => name(one.userId) ?? one.name
  const queue = queues.data?.items.find(({ id }) => id === (routed.queueId ?? 'general'))
  const asked = names(queue?.teams ?? []).join(' · ')
  const best = Math.max(1, ...routed.candidates.map(({ score }) => score ?? 0))
  return (
    <section className={styles.why}>
      <p>
        <b>{t(`why.because.${routed.why}`, { name: routed.userId ? (name(routed.userId) ?? routed.userId) : '' })}</b>
        <small>
          <RelativeTime at={at} /> · {t(`mode.${routed.mode}`)} ·{' '}
          {t('policy.version', { version: routed.policyVersion })}
        </small>
      </p>
      <p className={styles.soft}>
        {t(routed.urgency.urgent ? 'why.urgent' : 'why.ordinary', {
          points: points(routed.urgency.score),
          seconds: routed.waitedSeconds,
        })}
        {` ${words(routed.urgency.parts, urgencyName)}`}
      </p>
      <ol className={styles.candidates}>
        {routed.candidates.map((one) => (
          <li key={one.userId} className={one.score === null ? styles.out : undefined}>
            <span>{who(one)}</span>
            {one.score === null ? (
              <span>
                {one.excluded === 'team' && asked
                  ? t('why.notInTeam', { teams: asked })
                  : t(`why.excluded.${one.excluded ?? 'absent'}`)}
              </span>
            ) : (
              <span>
                <i style={{ width: `${(one.score / best) * 100}%` }} />
                <small>{words(one.parts, fitName)}</small>
              </span>
            )}
            <b>{one.score === null ? '—' : points(one.score)}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}
