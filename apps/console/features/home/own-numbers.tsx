import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OwnNumbers as Answer } from '../../../../src/desk/numbers/contract.ts'
import { get } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { shownWait } from '../desk/queue/waiting-time.tsx'
import styles from './home.module.css'

type Figure = { key: 'served' | 'firstReply' | 'handling' | 'rating'; value: string; usual: string }

/** One's own day beside one's own usual day. */
export function OwnNumbers() {
  const { t } = useTranslation('home')
  const { may } = useSession()
  const query = useQuery({
    queryKey: ['desk', 'numbers'],
    queryFn: ({ signal }) => get<Answer>('/api/desk/numbers', {}, signal),
    enabled: may('conversations.reply'),
    refetchInterval: 60_000,
  })
  if (!query.data) return null
  const { today, usual, days } = query.data
  const time = (seconds: number | null) => (seconds === null ? '–' : shownWait(seconds))
  const score = (rating: number | null) => (rating === null ? '–' : rating.toFixed(1))
  const figures: Figure[] = [
    { key: 'served', value: String(today.served), usual: String(usual.served) },
    { key: 'firstReply', value: time(today.firstReplySeconds), usual: time(usual.firstReplySeconds) },
    { key: 'handling', value: time(today.handlingSeconds), usual: time(usual.handlingSeconds) },
    { key: 'rating', value: score(today.rating), usual: score(usual.rating) },
  ]
  return (
    <section className={styles.own} aria-label={t('own.title')}>
      <h2>{t('own.title')}</h2>
      <dl>
        {figures.map(({ key, value, usual: before }) => (
          <div key={key}>
            <dt>{t(`own.${key}`)}</dt>
            <dd>{value}</dd>
            <dd className={styles.usual}>{days > 0 ? t('own.usual', { value: before }) : t('own.noUsual')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
