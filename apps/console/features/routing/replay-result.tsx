import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ReplayAnswer } from '../../../../src/desk/routing/contract.ts'
import { formatDay, formatNumber } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './routing.module.css'

/** What the tried rules would have made of the same day, beside what holds now. */
export function ReplayResult({ answer }: { answer: ReplayAnswer }) {
  const { t } = useTranslation('routing')
  const { locale } = usePreferences()
  const { name } = useColleagues()
  if (answer.arrivals === 0)
    return <p className={styles.soft}>{t('replay.nothing', { day: formatDay(answer.from, locale) })}</p>
  const seconds = (value: number) => formatNumber(value, locale)
  const share = (value: number) => `${formatNumber(value * 100, locale)} %`
  const who = (id: string | null) => (id ? (name(id) ?? id) : t('replay.nobody'))
  return (
    <div className={styles.replay}>
      <p>
        {t('replay.summary', {
          day: formatDay(answer.from, locale),
          arrivals: answer.arrivals,
          agents: answer.agents,
          changed: answer.changed,
        })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('replay.tier')}</th>
            <th scope="col">{t('replay.wait')}</th>
            <th scope="col">{t('replay.level')}</th>
            <th scope="col">{t('replay.gaveUp')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.before.map((before) => {
            const after = answer.after.find(({ tier }) => tier === before.tier) ?? before
            return (
              <tr key={before.tier}>
                <th scope="row">{before.tier === 'all' ? t('replay.all') : before.tier.toUpperCase()}</th>
                <td>{`${seconds(before.averageWait)} → ${seconds(after.averageWait)}`}</td>
                <td>{`${share(before.serviceLevel)} → ${share(after.serviceLevel)}`}</td>
                <td>{`${before.abandoned} → ${after.abandoned}`}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {answer.moved.length > 0 && (
        <ul className={styles.moved}>
          {answer.moved.slice(0, 8).map(({ conversationId, before, after }) => (
            <li key={conversationId}>
              <Link to={`/conversations/${conversationId}`}>
                {t('replay.moved', {
                  before: who(before.userId),
                  after: who(after.userId),
                  from: seconds(before.waitedSeconds),
                  to: seconds(after.waitedSeconds),
                })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
