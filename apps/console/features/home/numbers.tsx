import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNow } from '../../components/use-now.ts'
import { shownWait } from '../desk/queue/waiting-time.tsx'
import styles from './home.module.css'
import type { useHome } from './use-home.ts'

type Figure = { key: string; label: string; value: number; hint: string; to: string; tone: string | undefined }

/** Four live figures; each opens what is behind it. */
export function Numbers({ home }: { home: ReturnType<typeof useHome> }) {
  const { t } = useTranslation('home')
  const now = useNow()
  const longest = Math.max(
    0,
    ...home.waiting.map(({ queuedAt }) => (queuedAt ? (now - Date.parse(queuedAt)) / 1000 : 0)),
  )
  const online = home.team.colleagues.filter(({ presence }) => presence.status === 'online').length
  const { waiting, mine, unread, watched, serves, team } = home
  const figures: (Figure | false)[] = [
    serves && {
      key: 'waiting',
      label: t('number.waiting'),
      value: waiting.length,
      hint: waiting.length > 0 ? t('number.longest', { wait: shownWait(Math.floor(longest)) }) : t('number.nobody'),
      to: '/desk',
      tone: waiting.length > 0 ? styles.hot : undefined,
    },
    watched !== null && {
      key: 'bot',
      label: t('number.bot'),
      value: watched,
      hint: '',
      to: '/conversations?status=bot',
      tone: undefined,
    },
    serves && {
      key: 'mine',
      label: t('number.mine'),
      value: mine.length,
      hint: unread.length > 0 ? t('number.unread', { count: unread.length }) : t('number.read'),
      to: '/desk',
      tone: undefined,
    },
    {
      key: 'online',
      label: t('number.online'),
      value: online,
      hint: t('number.ofTeam', { count: team.colleagues.length }),
      to: '#team',
      tone: undefined,
    },
  ]
  return (
    <div className={styles.numbers}>
      {figures.map(
        (figure) =>
          figure && (
            <Link key={figure.key} to={figure.to} className={`${styles.number} ${figure.tone ?? ''}`}>
              <span className={styles.label}>{figure.label}</span>
              <span className={styles.value}>{figure.value}</span>
              <span className={styles.hint}>{figure.hint}</span>
            </Link>
          ),
      )}
    </div>
  )
}
